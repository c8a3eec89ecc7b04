/** A refusal in the shape in which the API's own errors come. */
export class Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly action: string | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { action?: string; headers?: Record<string, string> } = {},
  ) {
    this.status = status;
    this.code = code;
    this.message = message;
    this.action = more.action;
    this.headers = more.headers ?? {};
  }
}
