package org.netsonde.app.bench.part;

import java.util.Collection;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Makes lists to choose one thing from. Stateless. */
public final class Choices {

    private Choices() {}

    /** One of these values, the first at the beginning, by their names. */
    public static <T> ComboBox<T> box(String id, String label, Collection<T> values, Function<T, String> name) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(label);
        box.getItems().setAll(values);
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException(text);
            }
        });
        box.getSelectionModel().selectFirst();
        return box;
    }
}
