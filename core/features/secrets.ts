/** Secrets by name, kept by the system (the desktop's keychain) or by a key file of the user's own; never in the workspace. */
export interface SecretStore {
  get(name: string): Promise<string | null>;
  /** @throws an error in words where nothing protects the secret. */
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
  names(prefix: string): Promise<string[]>;
}
