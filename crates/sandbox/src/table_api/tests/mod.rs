//! The Table API as a client meets it.

mod lists;
mod queries;
mod rights;
mod rules;
mod tables;
mod values;
mod writes;
