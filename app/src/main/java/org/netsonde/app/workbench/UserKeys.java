package org.netsonde.app.workbench;

import java.time.InstantSource;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.SecretStore;
import org.netsonde.engine.security.Secrets;
import org.netsonde.engine.security.account.Accounts;

/**
 * What this user has of keys: an authority and secrets in folders of their own. Nothing is made before it is needed.
 *
 * @param authority Netsonde's authority
 * @param secrets the stored secrets
 * @param keys what endpoints get
 */
public record UserKeys(AuthorityFolder authority, SecretStore secrets, Keys keys) {

    /** Those in the folders of the program. */
    public static UserKeys in(Folders folders) {
        AuthorityFolder authority = new AuthorityFolder(folders.keys().resolve("authority"), InstantSource.system());
        SecretStore secrets = new SecretStore(folders.keys());
        Accounts accounts = Accounts.in(folders.keys().resolve("accounts"), InstantSource.system());
        return new UserKeys(
                authority,
                secrets,
                new Keys(authority::authority, new Secrets(System::getenv, secrets), accounts, InstantSource.system()));
    }
}
