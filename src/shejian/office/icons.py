"""Icons: 16-unit line drawings, and the solid shapes of verdicts (each of its own outline, readable in grey)."""

from __future__ import annotations

LINE_ICONS = {
    "bell": (
        '<path d="M3.6 11.2c1-1 1-2 1-4.2a3.4 3.4 0 0 1 6.8 0c0 2.2 0 3.2 1 4.2z"/>'
        '<path d="M6.6 13.2c.7.8 2.1.8 2.8 0"/>'
    ),
    "cal": (
        '<rect x="2.2" y="3.2" width="11.6" height="10.3" rx="1.2"/><path d="M2.2 6.5h11.6M5.2 1.8v2.6M10.8 1.8v2.6"/>'
    ),
    "check": '<path d="m3 8.5 3.2 3.2L13 4.8"/>',
    "chev": '<path d="m4.5 6.3 3.5 3.5 3.5-3.5"/>',
    "chevl": '<path d="M9.8 4.5 6.3 8l3.5 3.5"/>',
    "chevr": '<path d="m6.2 4.5 3.5 3.5-3.5 3.5"/>',
    "clocks": '<circle cx="6" cy="8" r="4.4"/><path d="M6 5.4V8l1.7 1.1M10.4 3.9a4.4 4.4 0 0 1 0 8.2"/>',
    "copy": (
        '<rect x="5" y="5" width="8.5" height="8.5" rx="1.2"/>'
        '<path d="M11 5V3.2a.7.7 0 0 0-.7-.7H3.2a.7.7 0 0 0-.7.7v7.1a.7.7 0 0 0 .7.7H5"/>'
    ),
    "doc": '<path d="M4 1.8h5.2L12.5 5v9.2H4z"/><path d="M9 1.8v3.4h3.5M6.2 8h4M6.2 10.8h4"/>',
    "down": '<path d="M2.5 10.5V13h11v-2.5M8 2.5v8M8 10.5l-3-3M8 10.5l3-3"/>',
    "exit": '<path d="M9.5 2.8H3.2v10.4h6.3M6.8 8h7M11.2 5.4 13.8 8l-2.6 2.6"/>',
    "flow": (
        '<circle cx="3.5" cy="4" r="1.7"/><circle cx="12.5" cy="12" r="1.7"/>'
        '<path d="M5.2 4h4.3a2 2 0 0 1 0 4h-3a2 2 0 0 0 0 4h4.3"/>'
    ),
    "help": '<circle cx="8" cy="8" r="6"/><path d="M6.2 6.4a1.85 1.85 0 1 1 2.5 1.8c-.5.2-.7.5-.7 1.1M8 11.3v.1"/>',
    "home": '<path d="M2.5 7.2 8 2.6l5.5 4.6v6.3H9.8V9.6H6.2v3.9H2.5z"/>',
    "inout": '<path d="M5 13V3M5 3 2.6 5.4M5 3l2.4 2.4M11 3v10M11 13l-2.4-2.4M11 13l2.4-2.4"/>',
    "key": '<circle cx="5.2" cy="10.8" r="2.6"/><path d="m7.1 8.9 5.6-5.6M10.4 5.6l1.9 1.9"/>',
    "list": '<path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.1M2.5 8v.1M2.5 12v.1"/>',
    "lock": '<rect x="3.2" y="7" width="9.6" height="6.8" rx="1.2"/><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"/>',
    "moon": '<path d="M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7z"/>',
    "pen": '<path d="m3 13 .6-2.8 7.2-7.2 2.2 2.2-7.2 7.2zM9.4 4.4l2.2 2.2"/>',
    "people": (
        '<circle cx="6" cy="5.2" r="2.5"/><path d="M1.6 13.4c.3-2.7 2-4.2 4.4-4.2s4.1 1.5 4.4 4.2"/>'
        '<path d="M10.6 2.9a2.5 2.5 0 0 1 0 4.6M12.2 9.6c1.3.6 2 1.9 2.2 3.8"/>'
    ),
    "person": '<circle cx="8" cy="5" r="2.8"/><path d="M2.8 13.8c.6-3 2.6-4.4 5.2-4.4s4.6 1.4 5.2 4.4"/>',
    "pin": '<path d="M8 9.5V14M5 2.5h6M6 2.5v3.6L4.2 8.4v1.1h7.6V8.4L10 6.1V2.5"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "rings": '<circle cx="6" cy="8" r="3.8"/><circle cx="10" cy="8" r="3.8"/>',
    "qr": (
        '<path d="M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4z"/>'
        '<path d="M9.5 9.5h1.6v1.6H9.5zM12 12h1.5v1.5M12.2 9.5h1.3M9.5 12.6v.9"/>'
    ),
    "scale": '<path d="M8 2.5v11M5 13.5h6M3 4.2h10M3 4.2 1.2 9h3.6zM13 4.2 11.2 9h3.6z"/>',
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>',
    "sigma": '<path d="M12 4.5V2.8H4L8.4 8 4 13.2h8v-1.7"/>',
    "text": '<path d="M1.8 12.5 5 4l3.2 8.5M2.9 9.8h4.2M9.8 12.5l2.2-5.7 2.2 5.7M10.6 10.6h2.8"/>',
    "undo": '<path d="M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5 6 3.5M3 6.5l3 3"/>',
    "up": '<path d="M2.5 10.5V13h11v-2.5M8 10.5V2.5M8 2.5 5 5.5M8 2.5l3 3"/>',
    "x": '<path d="m4 4 8 8M12 4l-8 8"/>',
    "xls": '<rect x="2.5" y="2" width="11" height="12" rx="1.2"/><path d="M2.5 6h11M2.5 10h11M6.5 6v8"/>',
}

SOLID_ICONS = {
    "v-late": '<path d="M8 .9 15.1 8 8 15.1.9 8z"/><path class="cut" d="M8 5v3.5M8 10.9v.1"/>',
    "v-mute": (
        '<circle class="dashed" cx="8" cy="8" r="6"/>'
        '<path class="ask" d="M6.3 6.3a1.8 1.8 0 1 1 2.4 1.8c-.5.2-.7.5-.7 1M8 11.2v.1"/>'
    ),
    "v-none": '<circle class="ring" cx="8" cy="8" r="5.8"/>',
    "v-ok": '<circle cx="8" cy="8" r="6.5"/><path class="cut" d="m5.2 8.2 2 2 3.7-4.1"/>',
    "v-past": '<circle cx="8" cy="8" r="6.5"/><path class="cut" d="M8 7.4v3.6M8 5v.1"/>',
    "v-run": '<circle class="ring" cx="8" cy="8" r="5.8"/><path d="M8 8V2.2A5.8 5.8 0 0 1 13.8 8z"/>',
    "v-soon": '<circle class="ring" cx="8" cy="8" r="5.8"/><path d="M8 2.2a5.8 5.8 0 0 1 0 11.6z"/>',
}
