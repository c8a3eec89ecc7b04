import type { Components, Theme } from '@mui/material/styles';
import type { DensitySizes } from '../../lib/density.ts';
import { tokens } from '../../lib/tokens.ts';

const FOCUS_RING = { outline: `2px solid ${tokens.focus}`, outlineOffset: 1 };

function buttons(sizes: DensitySizes): Components<Theme> {
  return {
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: { root: { '&.Mui-focusVisible': FOCUS_RING } },
    },
    MuiButton: {
      defaultProps: { disableElevation: true, variant: 'outlined', color: 'secondary' },
      styleOverrides: {
        root: {
          minWidth: 0,
          height: sizes.control,
          padding: '0 10px',
          borderRadius: 6,
          lineHeight: 1,
          whiteSpace: 'nowrap',
          '& .MuiButton-startIcon': { marginRight: 6, marginLeft: -2 },
          '& .MuiButton-endIcon': { marginLeft: 4, marginRight: -3 },
        },
        sizeSmall: { height: sizes.controlSmall, padding: '0 8px', fontSize: sizes.font - 1 },
        outlined: {
          borderColor: tokens.lineStrong,
          backgroundColor: tokens.surface,
          color: tokens.text,
          '&:hover': { borderColor: tokens.lineStrong, backgroundColor: tokens.hover },
          '&.MuiButton-colorError': { color: tokens.critical },
        },
        text: { color: tokens.textMuted, '&:hover': { backgroundColor: tokens.hover, color: tokens.text } },
      },
    },
    MuiIconButton: {
      styleOverrides: {
        root: {
          width: sizes.control,
          height: sizes.control,
          padding: 0,
          borderRadius: 6,
          color: tokens.textMuted,
          '&:hover': { backgroundColor: tokens.hover, color: tokens.text },
        },
        sizeSmall: { width: sizes.controlSmall, height: sizes.controlSmall },
      },
    },
    MuiToggleButtonGroup: {
      styleOverrides: {
        root: {
          backgroundColor: tokens.subtle,
          borderRadius: 7,
          padding: 2,
          border: `1px solid ${tokens.line}`,
        },
        grouped: { border: 0, borderRadius: '5px !important', margin: '0 !important' },
      },
    },
    MuiToggleButton: {
      styleOverrides: {
        root: {
          height: sizes.control - 6,
          padding: '0 9px',
          gap: 6,
          textTransform: 'none',
          color: tokens.textMuted,
          fontWeight: 520,
          '&.Mui-selected, &.Mui-selected:hover': {
            backgroundColor: tokens.surface,
            color: tokens.text,
            boxShadow: `0 0 0 1px ${tokens.line}`,
          },
        },
      },
    },
  };
}

function inputs(sizes: DensitySizes): Components<Theme> {
  return {
    MuiOutlinedInput: {
      styleOverrides: {
        root: {
          minHeight: sizes.control,
          borderRadius: 6,
          backgroundColor: tokens.surface,
          '& .MuiOutlinedInput-notchedOutline': { borderColor: tokens.lineStrong, borderWidth: 1 },
          '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: tokens.textQuiet },
          '&.Mui-focused .MuiOutlinedInput-notchedOutline': {
            borderColor: tokens.focus,
            borderWidth: 1,
            boxShadow: `0 0 0 1px ${tokens.focus}`,
          },
        },
        input: { padding: '0 10px', height: sizes.control, boxSizing: 'border-box' },
        multiline: { padding: 0, '& textarea': { padding: '6px 10px', height: 'auto' } },
        notchedOutline: { top: 0, '& legend': { display: 'none' } },
      },
    },
    MuiAutocomplete: {
      styleOverrides: {
        inputRoot: { paddingTop: '0 !important', paddingBottom: '0 !important', paddingLeft: '0 !important' },
        input: { padding: '0 10px !important' },
        endAdornment: { '& .MuiIconButton-root': { width: 22, height: 22 } },
        paper: { backgroundColor: tokens.raised, boxShadow: tokens.shadow, borderRadius: 8, marginTop: 4 },
        listbox: {
          padding: 4,
          '& .MuiAutocomplete-option': { minHeight: sizes.control, borderRadius: 5, padding: '2px 8px' },
        },
      },
    },
    MuiTextField: { defaultProps: { size: 'small', variant: 'outlined' } },
    MuiFormControl: { defaultProps: { size: 'small' } },
    MuiInputLabel: {
      defaultProps: { shrink: true },
      styleOverrides: {
        root: {
          position: 'static',
          transform: 'none',
          marginBottom: 4,
          fontSize: sizes.font - 1,
          fontWeight: 520,
          color: tokens.textMuted,
          '&.Mui-focused': { color: tokens.textMuted },
        },
      },
    },
    MuiFormHelperText: { styleOverrides: { root: { margin: '4px 0 0', fontSize: sizes.font - 1 } } },
    MuiSelect: {
      defaultProps: { size: 'small' },
      styleOverrides: {
        select: {
          display: 'flex',
          alignItems: 'center',
          minHeight: '0 !important',
          padding: '0 28px 0 10px',
          height: `${sizes.control}px !important`,
        },
      },
    },
    MuiCheckbox: {
      defaultProps: { size: 'small' },
      styleOverrides: { root: { padding: 4, borderRadius: 4, color: tokens.lineStrong } },
    },
    MuiRadio: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 4 } } },
    MuiFormControlLabel: { styleOverrides: { root: { marginLeft: -4, gap: 4 } } },
    MuiSwitch: {
      styleOverrides: {
        root: { width: 32, height: 18, padding: 0, margin: 6, overflow: 'visible' },
        switchBase: {
          padding: 2,
          '&.Mui-checked': { transform: 'translateX(14px)', color: '#fff' },
          '&.Mui-checked + .MuiSwitch-track': { backgroundColor: tokens.accent, opacity: 1 },
          '&.Mui-focusVisible + .MuiSwitch-track': FOCUS_RING,
        },
        thumb: { width: 14, height: 14, boxShadow: 'none', backgroundColor: '#fff' },
        track: { borderRadius: 9, opacity: 1, backgroundColor: tokens.textQuiet },
      },
    },
  };
}

function overlays(sizes: DensitySizes): Components<Theme> {
  const paper = {
    backgroundColor: tokens.raised,
    backgroundImage: 'none',
    boxShadow: tokens.shadow,
    borderRadius: 8,
  };
  return {
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiPopover: { styleOverrides: { paper } },
    MuiMenu: {
      styleOverrides: { paper: { ...paper, marginTop: 4, minWidth: 180 }, list: { padding: 4 } },
    },
    MuiMenuItem: {
      styleOverrides: {
        root: {
          minHeight: sizes.control,
          padding: '0 8px',
          borderRadius: 5,
          gap: 8,
          fontSize: sizes.font,
          '&:hover, &.Mui-focusVisible': { backgroundColor: tokens.hover, outline: 'none' },
          '&.Mui-selected, &.Mui-selected:hover': { backgroundColor: tokens.accentSoft },
        },
      },
    },
    MuiDialog: { styleOverrides: { paper: { ...paper, borderRadius: 10 } } },
    MuiDialogTitle: { styleOverrides: { root: { padding: '18px 20px 6px', fontSize: 16, fontWeight: 600 } } },
    MuiDialogContent: { styleOverrides: { root: { padding: '6px 20px 12px' } } },
    MuiDialogActions: { styleOverrides: { root: { padding: '12px 20px 16px', gap: 4 } } },
    MuiBackdrop: {
      styleOverrides: { root: { '&:not(.MuiBackdrop-invisible)': { backgroundColor: 'var(--v-scrim)' } } },
    },
    MuiTooltip: {
      defaultProps: { enterDelay: 500, enterNextDelay: 100, disableInteractive: true },
      styleOverrides: {
        tooltip: {
          backgroundColor: tokens.text,
          color: tokens.surface,
          fontSize: 12,
          fontWeight: 480,
          padding: '5px 8px',
          borderRadius: 5,
          maxWidth: 360,
        },
      },
    },
  };
}

function display(sizes: DensitySizes): Components<Theme> {
  return {
    MuiTabs: {
      styleOverrides: {
        root: { minHeight: sizes.control + 8, borderBottom: `1px solid ${tokens.line}` },
        indicator: { height: 2, backgroundColor: tokens.accent },
      },
    },
    MuiTab: {
      styleOverrides: {
        root: {
          minHeight: sizes.control + 8,
          minWidth: 0,
          padding: '0 10px',
          color: tokens.textMuted,
          '&.Mui-selected': { color: tokens.text },
        },
      },
    },
    MuiLink: { defaultProps: { underline: 'hover' } },
    MuiLinearProgress: {
      styleOverrides: {
        root: { height: 4, borderRadius: 2, backgroundColor: tokens.line },
        bar: { borderRadius: 2 },
      },
    },
    MuiSkeleton: {
      defaultProps: { animation: false },
      styleOverrides: { root: { backgroundColor: tokens.line, transform: 'none', borderRadius: 4 } },
    },
    MuiDivider: { styleOverrides: { root: { borderColor: tokens.line } } },
    MuiChip: { styleOverrides: { root: { height: 22, borderRadius: 5, fontSize: sizes.font - 1 } } },
    MuiTableCell: {
      styleOverrides: {
        root: { padding: '0 10px', height: sizes.row, borderColor: tokens.line, fontSize: sizes.font },
        head: { color: tokens.textMuted, fontWeight: 520, fontSize: sizes.font - 1 },
      },
    },
  };
}

export function componentOverrides(sizes: DensitySizes): Components<Theme> {
  return { ...buttons(sizes), ...inputs(sizes), ...overlays(sizes), ...display(sizes) };
}
