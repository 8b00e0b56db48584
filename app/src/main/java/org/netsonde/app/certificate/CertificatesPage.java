package org.netsonde.app.certificate;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.SecurityPage;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.AuthorityFolder;

/**
 * The certificates of an authority, the user's own or that of the workspace, or any that somebody wants to look at. JavaFX
 * thread only.
 */
public final class CertificatesPage implements SecurityPage {

    private final SecurityContext context;
    private final Map<Path, AuthorityFolder> ofWorkspaces = new HashMap<>();
    private final ToggleGroup choices = new ToggleGroup();
    private final ToggleButton yours;
    private final ToggleButton workspace;
    private final ToggleButton look;
    private final Label hint = new Label();
    private final AuthorityPane authority;
    private final ViewerPane viewer;
    private final BorderPane node = new BorderPane();
    private Optional<Path> seen = Optional.empty();

    /** A page that shows nothing before {@link #showing}. */
    public CertificatesPage(SecurityContext context) {
        this.context = context;
        Texts texts = context.texts();
        CertificateFacts facts = new CertificateFacts(texts);
        CertificateFiles files = new CertificateFiles(context);
        authority = new AuthorityPane(context, facts, files, this::look);
        viewer = new ViewerPane(context, facts, files, this::known);
        yours = choice("certificates-yours", "certificates.yours", Feather.USER, Styles.LEFT_PILL);
        workspace = choice("certificates-workspace", "certificates.ofWorkspace", Feather.FOLDER, Styles.CENTER_PILL);
        look = choice("certificates-look", "certificates.lookAt", Feather.SEARCH, Styles.RIGHT_PILL);
        hint.setText(texts.get("certificates.unsaved"));
        hint.getStyleClass().add("authority-help");
        hint.setMinWidth(0);
        hint.visibleProperty().bind(workspace.disabledProperty());
        HBox head = new HBox(new HBox(yours, workspace, look), hint);
        head.getStyleClass().add("certificates-head");
        node.setTop(head);
        node.setId("certificates");
        // One of them is always chosen.
        choices.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                choices.selectToggle(before);
            } else if (node.getScene() != null) {
                show();
            }
        });
        choices.selectToggle(yours);
        node.setOnDragOver(this::dragged);
        node.setOnDragDropped(this::dropped);
    }

    private ToggleButton choice(String id, String key, Feather icon, String style) {
        ToggleButton button = new ToggleButton(context.texts().get(key), new FontIcon(icon));
        button.setId(id);
        button.setToggleGroup(choices);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add(style);
        return button;
    }

    @Override
    public String id() {
        return "certificates";
    }

    @Override
    public Feather icon() {
        return Feather.SHIELD;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void focus() {
        if (look.isSelected()) {
            viewer.focus();
        } else {
            authority.focus();
        }
    }

    /** Looks at what there is. */
    @Override
    public void showing() {
        Optional<Path> file = context.workspace().map(Path::toAbsolutePath);
        workspace.setDisable(file.isEmpty());
        if (!file.equals(seen)) {
            seen = file;
            if (file.isEmpty()) {
                if (workspace.isSelected()) {
                    yours.setSelected(true);
                }
            } else if (!look.isSelected()) {
                begin(ofWorkspace(file.get()));
                return;
            }
        }
        show();
    }

    /** A workspace that has an authority of its own begins with it. */
    private void begin(AuthorityFolder folder) {
        context.run(
                folder::exists,
                there -> {
                    if (!look.isSelected()) {
                        choices.selectToggle(there ? workspace : yours);
                    }
                    show();
                },
                context::show);
    }

    private AuthorityFolder ofWorkspace(Path file) {
        return ofWorkspaces.computeIfAbsent(file, it -> AuthorityFolder.beside(it, InstantSource.system()));
    }

    private void show() {
        if (look.isSelected()) {
            node.setCenter(viewer.node());
            return;
        }
        node.setCenter(authority.node());
        boolean shared = workspace.isSelected() && seen.isPresent();
        authority.show(shared ? ofWorkspace(seen.get()) : context.authority(), shared);
    }

    /** The authorities that there are here, of which what is looked at may come. */
    private List<AuthorityFolder> known() {
        return seen.map(file -> List.of(context.authority(), ofWorkspace(file)))
                .orElseGet(() -> List.of(context.authority()));
    }

    private void look(Path file) {
        choices.selectToggle(look);
        viewer.open(file);
    }

    private void dragged(DragEvent e) {
        boolean own = HandOver.isDragged(e.getDragboard());
        if (!own && (e.getDragboard().hasFiles() || e.getDragboard().hasString())) {
            e.acceptTransferModes(TransferMode.COPY);
            e.consume();
        }
    }

    private void dropped(DragEvent e) {
        boolean files = e.getDragboard().hasFiles();
        choices.selectToggle(look);
        if (files) {
            viewer.open(e.getDragboard().getFiles().getFirst().toPath());
        } else if (e.getDragboard().hasString()) {
            viewer.paste(e.getDragboard().getString());
        }
        e.setDropCompleted(true);
        e.consume();
    }
}
