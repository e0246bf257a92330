//! Snowline, the browser module.
