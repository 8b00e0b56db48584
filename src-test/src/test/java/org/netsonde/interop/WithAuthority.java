package org.netsonde.interop;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.TestAuthority;

/** Endpoints and programs that others wrote, with certificates of an authority made for the test. */
abstract class WithAuthority {

    static final String AUTHORITY = "Interop authority";

    @TempDir
    Path folder;

    TestAuthority authority;
    Bench bench;

    @BeforeEach
    void open() {
        authority = TestAuthority.create(folder, AUTHORITY);
        bench = new Bench(authority.keys(secrets()));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** The secrets that endpoints know, by the names of their environment variables. */
    Map<String, String> secrets() {
        return Map.of();
    }
}
