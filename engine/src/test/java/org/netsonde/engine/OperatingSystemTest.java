package org.netsonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatingSystemTest {

    /** The names that Java has for them. */
    @ParameterizedTest
    @CsvSource({
        "Linux, LINUX",
        "Windows 11, WINDOWS",
        "Windows Server 2025, WINDOWS",
        "Mac OS X, MAC",
        "FreeBSD, OTHER",
        "Darwin, OTHER",
        "'', OTHER"
    })
    void aSystemIsKnownByItsName(String name, OperatingSystem system) {
        assertThat(OperatingSystem.of(name)).isEqualTo(system);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisOneIsKnown() {
        assertThat(OperatingSystem.here()).isEqualTo(OperatingSystem.LINUX);
    }
}
