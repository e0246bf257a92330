//! The command that runs the stand-in instance.

fn main() {}
