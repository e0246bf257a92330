//! The Table API as a client meets it.

mod further;
mod headers;
mod languages;
mod lists;
mod operators;
mod ordering;
mod policies;
mod queries;
mod related;
mod rights;
mod roles;
mod rules;
mod schema;
mod surface;
mod tables;
mod tiny;
mod traps;
mod values;
mod walked;
mod writes;
mod zones;
