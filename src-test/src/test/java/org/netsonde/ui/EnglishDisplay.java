package org.netsonde.ui;

import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Begins every test in English, whatever language the window of the test before it was in: a window makes its language the
 * one in which the engine writes what failed, for all of the JVM. Registered for every test of this module through
 * {@code META-INF/services}.
 */
public final class EnglishDisplay implements BeforeAllCallback, BeforeEachCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        english();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        english();
    }

    private static void english() {
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
    }
}
