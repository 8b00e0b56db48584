package org.netsonde.engine.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Failure;

class DownloadTest {

    @ParameterizedTest
    @CsvSource({
        "'\"1\"', '', true",
        "'W/\"1\"', '', false",
        "'W/\"1\"', 'Sun, 06 Nov 1994 08:49:30 GMT', false",
        "'', 'Sun, 06 Nov 1994 08:49:36 GMT', true",
        "'', 'Sun, 06 Nov 1994 08:49:37 GMT', false",
        "'', 'Sun, 06 Nov 1994 08:50:37 GMT', false",
        "'', 'lately', false",
        "'', '', false",
    })
    void onlyWhatTellsVersionsApartIsAValidator(String tag, String modified, boolean strong) {
        DefaultHttpHeaders fields = new DefaultHttpHeaders();
        fields.set("Date", "Sun, 06 Nov 1994 08:49:37 GMT");
        if (!tag.isEmpty()) {
            fields.set("ETag", tag);
        }
        if (!modified.isEmpty()) {
            fields.set("Last-Modified", modified);
        }
        String expected = tag.isEmpty() ? modified : tag;
        assertThat(Download.validator(fields)).isEqualTo(strong ? expected : "");
    }

    @Test
    void fileTellsThatItIsOverWhateverWentWrong(@TempDir Path folder) {
        CompletableFuture<@Nullable Failure> over = new CompletableFuture<>();
        PartFile.create(folder, "a.txt", new PartFile.Listener() {
            @Override
            public void named(Path file) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void written(long bytes) {}

            @Override
            public void room() {}

            @Override
            public void over(@Nullable Path file, @Nullable Failure failure) {
                over.complete(failure);
            }
        });
        Failure failure = over.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.INTERNAL);
    }
}
