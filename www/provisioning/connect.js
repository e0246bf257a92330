(function (plan) {
  var made = 0;
  var changed = 0;
  var open = [];

  function say(text) {
    gs.info('Snowline: ' + text);
  }

  function todo(text) {
    open.push(text);
  }

  function same(record, field, wanted) {
    var value = String(record.getValue(field) || '');
    if (typeof wanted === 'boolean') {
      return (value === '1' || value === 'true') === wanted;
    }
    return value === String(wanted);
  }

  // Sets what differs, and inserts the record if it is a new one.
  function keep(record, isNew, values, what) {
    var differs = false;
    for (var field in values) {
      if (record.isValidField(field) && !same(record, field, values[field])) {
        record.setValue(field, values[field]);
        differs = true;
      }
    }
    if (!isNew && !differs) {
      say('as it should be: ' + what);
      return record.getUniqueValue();
    }
    var id = isNew ? record.insert() : record.update();
    if (!id) {
      todo('this could not be saved, make it by hand: ' + what);
      return null;
    }
    if (isNew) {
      made++;
    } else {
      changed++;
    }
    say((isNew ? 'made: ' : 'changed: ') + what);
    return record.getUniqueValue();
  }

  function find(table, conditions) {
    var record = new GlideRecord(table);
    for (var field in conditions) {
      record.addQuery(field, conditions[field]);
    }
    record.setLimit(1);
    record.query();
    return record.next() ? record : null;
  }

  function fresh(table, values) {
    var record = new GlideRecord(table);
    record.initialize();
    for (var field in values) {
      record.setValue(field, values[field]);
    }
    return record;
  }

  // A list with commas, completed by what it lacks.
  function completed(list, wanted) {
    var items = [];
    var known = {};
    var all = (String(list || '') + ',' + wanted).split(',');
    for (var i = 0; i < all.length; i++) {
      var item = all[i].replace(/^\s+|\s+$/g, '');
      if (item && !known[item.toLowerCase()]) {
        known[item.toLowerCase()] = true;
        items.push(item);
      }
    }
    return items;
  }

  function property() {
    var what = 'system property ' + plan.property;
    var known = find('sys_properties', { name: plan.property });
    var value = known ? String(known.getValue('value') || '') : '';
    if (value && value !== plan.origin) {
      // It takes one value only: whose it is to be is not for a script to decide.
      if (value === '*') {
        say('as it should be: ' + what + ' lets every page in');
      } else {
        todo(what + ' is ' + value + ' and takes one value only. Decide whether it is to be ' +
          plan.origin + ' or *');
      }
      return;
    }
    var record = known || fresh('sys_properties', {
      name: plan.property,
      type: 'string',
      description: 'The page whose browsers may read the answers of the OAuth endpoints.'
    });
    keep(record, !known, { value: plan.origin }, what);
  }

  function entity() {
    var known = find('oauth_entity', { client_id: plan.clientId });
    var record = known || fresh('oauth_entity', {
      name: plan.entityName,
      client_id: plan.clientId,
      type: 'client'
    });
    if (!record.isValidField('public_client')) {
      todo('this release has no public clients in its Application Registry');
      return;
    }
    var id = keep(record, !known, {
      active: true,
      public_client: true,
      redirect_url: completed(record.getValue('redirect_url'), plan.redirectUrl).join(',')
    }, 'OAuth entity ' + plan.clientId);
    var saved = id && find('oauth_entity', { sys_id: id });
    if (saved && String(saved.getValue('client_id')) !== plan.clientId) {
      todo('the instance gave the OAuth entity the client ID ' + saved.getValue('client_id') +
        ': enter that one in the portal');
    }
  }

  function corsRule(rule) {
    var what = 'CORS rule for the ' + rule.api;
    var api = find('sys_ws_definition', { name: rule.api });
    if (!api) {
      todo(what + ': there is no REST API of that name');
      return;
    }
    var mine = { rest_api: api.getUniqueValue(), domain: plan.origin };
    var known = find('sys_cors_rule', mine);
    var record = known || fresh('sys_cors_rule', mine);
    if (!known) {
      record.setValue('name', rule.name);
      record.setValue('max_age', plan.maxAge);
    }
    var values = {
      active: true,
      access_control_allow_headers:
        completed(record.getValue('access_control_allow_headers'), plan.allowed).join(', '),
      exposed_headers: completed(record.getValue('exposed_headers'), plan.exposed).join(', ')
    };
    var methods = completed('', rule.methods);
    for (var i = 0; i < methods.length; i++) {
      values[methods[i]] = true;
    }
    keep(record, !known, values, what);
  }

  function integrationUser() {
    var known = find('sys_user', { user_name: plan.userName });
    var record = known || fresh('sys_user', {
      user_name: plan.userName,
      first_name: plan.firstName,
      last_name: plan.lastName
    });
    var id = keep(record, !known, { active: true }, 'user ' + plan.userName);
    if (!id) {
      return;
    }
    for (var i = 0; i < plan.roles.length; i++) {
      giveRole(id, plan.roles[i]);
    }
    if (!known) {
      todo('set a password for the user ' + plan.userName);
    }
  }

  function giveRole(user, name) {
    var what = 'role ' + name + ' of the user ' + plan.userName;
    var role = find('sys_user_role', { name: name });
    if (!role) {
      todo(what + ': there is no role of that name');
      return;
    }
    var mine = { user: user, role: role.getUniqueValue() };
    var known = find('sys_user_has_role', mine);
    keep(known || fresh('sys_user_has_role', mine), !known, {}, what);
  }

  property();
  entity();
  for (var i = 0; i < plan.rules.length; i++) {
    corsRule(plan.rules[i]);
  }
  integrationUser();
  say('done: ' + made + ' made, ' + changed + ' changed, ' + open.length + ' left to do');
  for (var n = 0; n < open.length; n++) {
    say('TO DO: ' + open[n]);
  }
})(snowline);
