package org.netsonde.app.security.account;

import java.util.List;
import java.util.Optional;
import org.netsonde.app.form.SettingPlace;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.security.account.AccountRules;
import org.netsonde.engine.security.account.Accounts;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the settings of a server say whether it requires a login.
 *
 * @param groups the names of the groups around it, the outermost first
 */
record LoginSetting(List<String> groups) {

    private static final String LOGIN = "login";
    private static final String REQUIRED = "required";
    private static final String TYPE = "type";
    private static final String LIST = "list";

    LoginSetting {
        groups = List.copyOf(groups);
    }

    /** That of a protocol, if it has one. */
    static Optional<LoginSetting> of(Protocol<?, ?> protocol) {
        return SettingPlace.of(
                        protocol,
                        option -> option.name().equals(LOGIN) && SettingPlace.takes(option, REQUIRED, List.of()))
                .map(place -> new LoginSetting(place.groups()));
    }

    /** The list whose users may log in; empty where no login is required. */
    Optional<String> list(ObjectNode settings) {
        return required(settings).map(login -> login.path(LIST).asString(Accounts.USUAL));
    }

    /** How strict that is; the usual rules where what is set cannot be understood; empty where no login is required. */
    Optional<AccountRules> rules(ObjectNode settings) {
        return required(settings)
                .map(login -> SettingsBinder.bind(AccountRules.class, new AccountRules(), login)
                        .value())
                .map(rules -> rules == null ? new AccountRules() : rules);
    }

    private Optional<ObjectNode> required(ObjectNode settings) {
        ObjectNode group = settings;
        for (String inner : groups) {
            if (!(group.get(inner) instanceof ObjectNode there)) {
                return Optional.empty();
            }
            group = there;
        }
        return group.get(LOGIN) instanceof ObjectNode login
                        && REQUIRED.equals(login.path(TYPE).asString(""))
                ? Optional.of(login)
                : Optional.empty();
    }

    /** Requires a login of the users of a list; what else is set about it stays. */
    void require(ObjectNode settings, String list) {
        ObjectNode group = settings;
        for (String inner : groups) {
            group = group.get(inner) instanceof ObjectNode there ? there : group.putObject(inner);
        }
        ObjectNode login = list(settings).isPresent() && group.get(LOGIN) instanceof ObjectNode there
                ? there
                : group.putObject(LOGIN);
        login.put(TYPE, REQUIRED).put(LIST, list);
    }
}
