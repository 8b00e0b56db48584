package org.netsonde.engine.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.http.HttpUrl;

class DownloadNameTest {

    private static final HttpUrl URL = HttpUrl.parse("http://h/files/report%20one.pdf?x=1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attachment; filename=\"plain.txt\" | plain.txt",
                "attachment; filename=plain.txt; size=3 | plain.txt",
                "attachment; filename=\"../../etc/passwd\" | passwd",
                "attachment; filename=\"C:\\\\temp\\\\x.bin\" | x.bin",
                "attachment; filename*=UTF-8''na%C3%AFve%20file.txt; filename=\"other\" | naïve file.txt",
                "attachment; filename*=UTF-8''..%2F..%2Fx | x",
                "attachment; filename=\"..\" | download",
                "attachment; filename=\"CON.txt\" | _CON.txt",
                "attachment; filename=\".bashrc\" | bashrc",
                "attachment; filename=\"a:b?c*.txt\" | a-b-c.txt",
                "attachment | report one.pdf",
                "attachment; filename=\"\" | report one.pdf",
            })
    void nameIsTheLastStepAndClean(String disposition, String name) {
        assertThat(DownloadName.of(disposition, URL)).isEqualTo(name);
    }

    @Test
    void addressNamesWhatNobodyElseDoes() {
        assertThat(DownloadName.of(null, URL)).isEqualTo("report one.pdf");
        assertThat(DownloadName.of(null, HttpUrl.parse("http://h/"))).isEqualTo("download");
        assertThat(DownloadName.of(null, HttpUrl.parse("http://h/%00%2e%2e%2fx")))
                .isEqualTo("x");
        assertThat(DownloadName.of("attachment; filename=\"a\u0001b\"", URL)).isEqualTo("a-b");
    }

    @Test
    void longNameKeepsItsEnding() {
        assertThat(DownloadName.of("attachment; filename=" + "x".repeat(300) + ".tar", URL))
                .hasSizeLessThan(100)
                .endsWith("x.tar");
    }
}
