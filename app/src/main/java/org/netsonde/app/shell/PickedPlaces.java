package org.netsonde.app.shell;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.form.PlaceChoice;
import org.netsonde.app.text.Texts;

/** Places to save to, asked for by the window's own picker. JavaFX thread only. */
record PickedPlaces(FilePicker picker, Texts texts) implements PlaceChoice {

    @Override
    public Optional<Path> folder(String title, @Nullable Path folder) {
        return picker.folder(title, folder);
    }

    @Override
    public Optional<Path> file(String title, @Nullable Path folder) {
        return picker.save(title, texts.get("form.place.any"), "*", folder, "");
    }
}
