package org.netsonde.app.security;

import org.netsonde.app.bench.BenchPage;
import org.netsonde.app.text.Texts;

/**
 * One of the pages of the security bench: its title is {@code security.page.<id>}, what it is for {@code
 * security.page.<id>.help}. JavaFX thread only.
 */
public interface SecurityPage extends BenchPage {

    @Override
    default String title(Texts texts) {
        return texts.get("security.page." + id());
    }

    @Override
    default String help(Texts texts) {
        return texts.get("security.page." + id() + ".help");
    }
}
