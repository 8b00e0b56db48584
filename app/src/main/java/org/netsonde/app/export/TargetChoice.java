package org.netsonde.app.export;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.export.Export;
import org.netsonde.engine.file.FileNames;

/** The folder, and the name of the file where there is only one. JavaFX thread only. */
final class TargetChoice {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Texts texts;
    private final TextField folder = new TextField();
    private final TextField name = new TextField();
    private final Label names = new Label();
    private final ProblemLabel problem = new ProblemLabel();
    private final VBox node = new VBox();
    private List<Export> formats = List.of();
    private String proposed = "";

    TargetChoice(@Nullable Path remembered, ExportContext context, Runnable changed) {
        this.texts = context.texts();
        folder.setId("export-folder");
        folder.setText(remembered == null ? System.getProperty("user.home") : remembered.toString());
        folder.textProperty().subscribe(changed);
        name.setId("export-name");
        name.textProperty().subscribe(changed);
        names.setId("export-names");
        Button choose = new Button(texts.get("export.folder.choose"), new FontIcon(Feather.FOLDER));
        choose.setId("export-choose");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(event -> context.chooseFolder(texts.get("export.folder.title"), folder().orElse(null))
                .ifPresent(path -> folder.setText(path.toString())));
        Label into = new Label(texts.get("export.folder"));
        into.setLabelFor(folder);
        Label as = new Label(texts.get("export.file"));
        as.setLabelFor(name);
        folder.setAccessibleText(into.getText());
        name.setAccessibleText(as.getText());
        GridPane grid = new GridPane();
        grid.getStyleClass().add("export-target");
        grid.addRow(0, into, folder, choose);
        grid.addRow(1, as, name);
        grid.add(names, 1, 1, 2, 1);
        GridPane.setHgrow(folder, Priority.ALWAYS);
        names.visibleProperty().bind(name.visibleProperty().not());
        node.getChildren().setAll(grid, problem);
    }

    Node node() {
        return node;
    }

    /** Follows what is to be written. A name that the user gave stays while it is one file. */
    void show(List<Export> chosen) {
        formats = chosen;
        boolean one = chosen.size() == 1;
        name.setVisible(one);
        names.setText(chosen.stream().map(Export::fileName).collect(Collectors.joining(", ")));
        String next = one ? chosen.getFirst().fileName() : "";
        if (one && !next.equals(proposed)) {
            proposed = next;
            name.setText(next);
        }
    }

    /** The chosen folder, where it is the name of one. */
    Optional<Path> folder() {
        try {
            String text = folder.getText().strip();
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Where each format goes; after {@link #check} found nothing wrong. */
    List<ExportJob.Target> targets() {
        Path into = folder().orElseThrow();
        return formats.stream()
                .map(export -> new ExportJob.Target(
                        export,
                        into.resolve(formats.size() == 1 ? name.getText().strip() : export.fileName())))
                .toList();
    }

    /** Says what is wrong, where something is; whether nothing is. */
    boolean check() {
        boolean folderBad = folder().isEmpty();
        boolean nameBad = formats.size() == 1 && !isName(name.getText().strip());
        folder.pseudoClassStateChanged(BAD, folderBad);
        name.pseudoClassStateChanged(BAD, nameBad);
        problem.show(
                folderBad
                        ? Optional.of(texts.get("export.folder.bad"))
                        : nameBad ? Optional.of(texts.get("export.file.bad")) : Optional.empty());
        return !folderBad && !nameBad;
    }

    /** Whether it is a plain name, that stays in the folder. */
    private static boolean isName(String text) {
        try {
            Path path = Path.of(text);
            return !text.isEmpty() && path.getNameCount() == 1 && path.getRoot() == null && FileNames.isPortable(text);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    void focus() {
        if (folder().isEmpty()) {
            folder.requestFocus();
        } else {
            name.requestFocus();
        }
    }
}
