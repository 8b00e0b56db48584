package org.netsonde.engine.http.login;

import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.Secret;
import org.netsonde.engine.security.account.AccountRole;
import org.netsonde.engine.security.account.AccountRules;
import org.netsonde.engine.security.account.Accounts;

/** Whether a server requires a login. */
public sealed interface Login {

    /** Whether it does. */
    default boolean isRequired() {
        return this instanceof Required;
    }

    /** It does not. */
    record None() implements Login {}

    /**
     * It does.
     *
     * @param list the name of the list of accounts; servers that name the same one share users and sessions
     * @param users who is added to that list while the server runs, beside those that are in it
     * @param register whether anybody may register, who is a {@link AccountRole#READER} then; else administrators may only
     * @param open paths that need no login, each with all that is below it, such as {@code /public/}
     * @param rules how strict it is
     */
    record Required(
            @Option(group = "login", min = 1, max = 64) String list,
            @Option(group = "login", max = 100) List<LoginUser> users,
            @Option(group = "login") boolean register,
            @Option(group = "login", max = 100) List<String> open,
            @Inline AccountRules rules)
            implements Login {

        public Required {
            users = List.copyOf(users);
            open = List.copyOf(open);
            if (!open.stream().allMatch(path -> path.startsWith("/"))) {
                throw new SettingsException("open", Phrase.of("problem.openPath"));
            }
        }

        public Required() {
            this(Accounts.USUAL, List.of(), false, List.of(), new AccountRules());
        }
    }

    /**
     * A user of a server's settings.
     *
     * @param name as he logs in
     * @param password the secret
     * @param role what he may do
     */
    record LoginUser(
            @Option(group = "login", min = 1, max = 64) String name,
            @Inline Secret password,
            @Option(group = "login") AccountRole role) {

        public LoginUser() {
            this("user", new Secret(), AccountRole.WRITER);
        }
    }
}
