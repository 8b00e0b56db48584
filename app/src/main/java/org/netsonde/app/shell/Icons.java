package org.netsonde.app.shell;

import java.util.List;
import java.util.Objects;
import javafx.scene.image.Image;

/** The program's icon in the sizes that there are. Stateless. */
final class Icons {

    private static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256);

    private Icons() {}

    /** The address of the icon of that size. */
    static String url(int size) {
        return Objects.requireNonNull(Icons.class.getResource("/org/netsonde/icon/netsonde-" + size + ".png"))
                .toExternalForm();
    }

    /** All sizes, for the window's frame and the task bar. */
    static List<Image> all() {
        return SIZES.stream().map(size -> new Image(url(size))).toList();
    }
}
