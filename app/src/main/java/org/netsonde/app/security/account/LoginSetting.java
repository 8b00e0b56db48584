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
 * @param place where that stands
 */
record LoginSetting(SettingPlace place) {

    private static final String LOGIN = "login";
    private static final String REQUIRED = "required";
    private static final String TYPE = "type";
    private static final String LIST = "list";

    /** That of a protocol, if it has one. */
    static Optional<LoginSetting> of(Protocol<?, ?> protocol) {
        return SettingPlace.of(
                        protocol,
                        option -> option.name().equals(LOGIN) && SettingPlace.takes(option, REQUIRED, List.of()))
                .map(LoginSetting::new);
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
        return place.groupIn(settings)
                .map(group -> group.get(LOGIN))
                .filter(login -> REQUIRED.equals(login.path(TYPE).asString("")))
                .flatMap(login -> login instanceof ObjectNode object ? Optional.of(object) : Optional.empty());
    }

    /** Requires a login of the users of a list; what else is set about it stays. */
    void require(ObjectNode settings, String list) {
        required(settings)
                .orElseGet(() -> place.group(settings).putObject(LOGIN))
                .put(TYPE, REQUIRED)
                .put(LIST, list);
    }
}
