(function () {
    var ORIGIN = 'http://localhost:8180';
    var ROLES = ['sn_incident_read', 'sn_incident_write'];
    var APIS = {
        'Table API': ['get', 'post'],
        'Aggregate API': ['get'],
        'Batch API': ['post']
    };

    // The record in which these columns have these values, made if there is none.
    function ensure(table, by, values) {
        var gr = new GlideRecord(table), name;
        if (!gr.isValid()) {
            gs.error('There is no table {0}', table);
            return '';
        }
        for (name in by) gr.addQuery(name, by[name]);
        gr.setLimit(1);
        gr.query();
        var isThere = gr.next();
        if (!isThere) {
            gr.initialize();
            for (name in by) gr.setValue(name, by[name]);
        }
        for (name in values) {
            if (gr.isValidField(name)) gr.setValue(name, values[name]);
            else gs.warn('{0} has no column {1}', table, name);
        }
        var id = isThere ? gr.update() : gr.insert();
        gs.info((isThere ? 'Updated ' : 'Inserted ') + table + ' ' + gr.getDisplayValue());
        return id;
    }

    ensure('oauth_entity', { client_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0' }, {
        name: 'Portal', type: 'client', public_client: true, redirect_url: ORIGIN + '/', active: true,
        default_grant_type: 'authorization_code'
    });

    for (var api in APIS) {
        var definition = new GlideRecord('sys_ws_definition');
        if (!definition.get('name', api)) {
            gs.error('There is no {0}', api);
            continue;
        }
        var rule = {
            name: 'Portal: ' + api, use_resource_path: false, max_age: 3600, active: true,
            access_control_allow_headers: 'Authorization, Content-Type, Accept',
            exposed_headers: 'X-Total-Count, Link, Location, Retry-After'
        };
        for (var at = 0; at < APIS[api].length; at++) rule[APIS[api][at]] = true;
        ensure('sys_cors_rule', { rest_api: definition.getUniqueValue(), domain: ORIGIN }, rule);
    }

    gs.setProperty('glide.oauth.cors.allowed.origin', ORIGIN);

    var user = ensure('sys_user', { user_name: 'portal.integration' }, {
        first_name: 'Portal', last_name: 'Integration', active: true
    });
    for (var i = 0; i < ROLES.length; i++) {
        var role = new GlideRecord('sys_user_role');
        if (role.get('name', ROLES[i])) ensure('sys_user_has_role', { user: user, role: role.getUniqueValue() }, {});
        else gs.error('There is no role {0}', ROLES[i]);
    }
})();
