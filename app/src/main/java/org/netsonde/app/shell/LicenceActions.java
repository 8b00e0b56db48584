package org.netsonde.app.shell;

import java.util.Optional;
import javafx.scene.Node;
import org.netsonde.app.licence.LicencesPane;
import org.netsonde.app.licence.NoticesFile;
import org.netsonde.app.text.Texts;

/** The licences of bundled software, as a layer over the window, where the installer brought them. JavaFX thread only. */
final class LicenceActions {

    private static final double WIDTH = 860;
    private static final double HEIGHT = 680;

    private final Texts texts;
    private final Background files;
    private final Notices notices;
    private final Layer layer;
    private final Optional<NoticesFile> file;

    LicenceActions(Texts texts, Background files, Notices notices, Prompts prompts) {
        this.texts = texts;
        this.files = files;
        this.notices = notices;
        layer = new Layer("licences-layer", WIDTH, HEIGHT, prompts);
        file = NoticesFile.named(System.getProperty(NoticesFile.PROPERTY));
    }

    /** The layer to put over the window. */
    Node node() {
        return layer.node();
    }

    /** Whether there is a file of them; a developer's build has none. */
    boolean present() {
        return file.isPresent();
    }

    /** Reads and shows them. */
    void open() {
        file.ifPresent(named -> files.run(named::read, this::show, failure -> notices.problem(texts.get(failure))));
    }

    private void show(String text) {
        if (layer.free()) {
            LicencesPane pane = new LicencesPane(texts, text, layer::close);
            layer.show(pane.node(), pane::focus);
            pane.focus();
        }
    }
}
