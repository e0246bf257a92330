//! The columns that the platform itself keeps in every table.

use super::{Column, Kind};

/// Of every table.
pub(super) static PLAIN: &[&[Column]] = &[MADE, CHANGED, TAGS];

/// Of tables whose records belong to a domain.
pub(super) static DOMAIN: &[&[Column]] = &[
    MADE,
    CHANGED,
    &[
        Column::link("sys_domain", "Domain", "sys_user_group")
            .or("global")
            .fixed(),
        Column::text("sys_domain_path", "Domain Path", 255)
            .or("/")
            .fixed(),
    ],
    TAGS,
];

/// Of tables that extend `sys_metadata`: what an application consists of.
pub(super) static METADATA: &[&[Column]] = &[
    MADE,
    CHANGED,
    &[
        Column::new("sys_class_name", "Class", Kind::ClassName).fixed(),
        Column::text("sys_name", "Display name", 255).fixed(),
        Column::link("sys_package", "Package", "sys_package")
            .or("global")
            .fixed(),
        Column::text("sys_policy", "Protection policy", 40).fixed(),
        Column::link("sys_scope", "Application", "sys_scope")
            .or("global")
            .fixed(),
        Column::text("sys_update_name", "Update name", 250).fixed(),
    ],
    TAGS,
];

/// Of journal entries, which are written once.
pub(super) static WRITTEN_ONCE: &[&[Column]] = &[MADE, TAGS];

const MADE: &[Column] = &[
    Column::text("sys_id", "Sys ID", 32).fixed(),
    Column::time("sys_created_on", "Created").fixed(),
    Column::text("sys_created_by", "Created by", 40).fixed(),
];

const CHANGED: &[Column] = &[
    Column::time("sys_updated_on", "Updated").fixed(),
    Column::text("sys_updated_by", "Updated by", 40).fixed(),
    Column::whole("sys_mod_count", "Updates").or("0").fixed(),
];

const TAGS: &[Column] = &[Column::text("sys_tags", "Tags", 255).fixed()];
