// The system.
const session = call("user");

function told(message) {
    const args = Array_slice.call(arguments, 1);
    call("print", { text: filled(message, args) });
}

function said(message) {
    call("print", { text: String(message) });
}

const gs = {
    info: told,
    warn: told,
    error: told,
    print: said,
    log: said,
    addInfoMessage: said,
    addErrorMessage: said,
    // Debugging is off, as on a new instance.
    debug() {},
    getProperty(name, otherwise) {
        const value = call("property", { name: String(name) });
        if (value !== "") return value;
        return otherwise === undefined ? "" : otherwise;
    },
    setProperty(name, value, description) {
        call("set_property", { name: String(name), value: stored(value), description: stored(description) });
    },
    getUserID() {
        return session.sys_id;
    },
    getUserName() {
        return session.user_name;
    },
    getUserDisplayName() {
        return session.name;
    },
    getUser() {
        return {
            getID: gs.getUserID,
            getName: gs.getUserName,
            getDisplayName: gs.getUserDisplayName,
            hasRole: gs.hasRole,
        };
    },
    hasRole(roles) {
        const wanted = String(roles).split(",");
        for (const role of session.roles) {
            for (const name of wanted) if (role === "admin" || role === name.trim()) return true;
        }
        return false;
    },
    now() {
        return gs.nowDateTime().split(" ")[0];
    },
    nowDateTime() {
        return new GlideDateTime().getDisplayValue();
    },
    generateGUID() {
        return call("guid");
    },
    nil(value) {
        return value === null || value === undefined || String(value) === "";
    },
    tableExists(name) {
        return table_named(String(name)) !== null;
    },
    getCurrentScopeName() {
        return "rhino.global";
    },
    flushMessages() {},
};
