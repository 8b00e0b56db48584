package org.netsonde.app.security.jwt;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.bench.part.Areas;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.jwt.Jwts;

/** Takes a token; while it is not being edited its parts have the colours of what they stand for. JavaFX thread only. */
final class TokenField {

    /** A longer one is shown in one colour, as it would be too high. */
    private static final int MOST_COLOURED = 2000;

    private static final int ROWS = 4;

    private final Texts texts;
    private final TextArea text = new TextArea();
    private final TextFlow flow = new TextFlow();
    private final Verdict problem = new Verdict("jwt-token-problem");
    private final VBox node;
    private String token = "";

    TokenField(Texts texts) {
        text.setId("jwt-token");
        text.setAccessibleText(texts.get("security.jwt.token"));
        text.setPromptText(texts.get("security.jwt.token.prompt"));
        text.setWrapText(true);
        text.setPrefRowCount(ROWS);
        text.getStyleClass().add("bench-bytes");
        text.setTextFormatter(new TextFormatter<>(this::limit));
        Areas.leaveByTab(text);
        flow.setId("jwt-token-parts");
        flow.getStyleClass().addAll("bench-bytes", "token-flow");
        flow.setMouseTransparent(true);
        flow.setMinHeight(Region.USE_PREF_SIZE);
        StackPane field = new StackPane(text, flow);
        StackPane.setAlignment(flow, Pos.TOP_LEFT);
        node = new VBox(field, problem.node());
        node.getStyleClass().add("bench-field");
        this.texts = texts;
        text.textProperty().subscribe(this::colour);
        text.focusedProperty().subscribe(focused -> refresh());
    }

    Node node() {
        return node;
    }

    TextArea area() {
        return text;
    }

    /** The token alone, without what it was pasted with. */
    String token() {
        return token;
    }

    /** What is too long is not taken, and that is said until something else comes. */
    private TextFormatter.@Nullable Change limit(TextFormatter.Change change) {
        if (!change.isContentChange()) {
            return change;
        }
        int length = change.getControlNewText().length();
        if (length > Jwts.MAX_LENGTH && length > change.getControlText().length()) {
            problem.bad(texts.get("security.jwt.token.long", length, Jwts.MAX_LENGTH));
            return null;
        }
        problem.clear();
        return change;
    }

    private void colour() {
        flow.getChildren().clear();
        token = PastedToken.of(text.getText() == null ? "" : text.getText());
        if (token.length() <= MOST_COLOURED) {
            int begin = 0;
            int part = 0;
            while (begin <= token.length()) {
                int dot = token.indexOf('.', begin);
                int end = dot < 0 ? token.length() : dot;
                add(token.substring(begin, end), styleOf(part));
                if (dot >= 0) {
                    add(".", "token-dot");
                }
                begin = end + 1;
                part++;
            }
        }
        refresh();
    }

    private void add(String words, String style) {
        Text piece = new Text(words);
        piece.getStyleClass().add(style);
        flow.getChildren().add(piece);
    }

    private static String styleOf(int part) {
        return switch (part) {
            case 0 -> "token-header";
            case 1 -> "token-payload";
            case 2 -> "token-signature";
            default -> "token-dot";
        };
    }

    /** What is being edited must be seen with its caret, so the colours make way. */
    private void refresh() {
        boolean coloured = !text.isFocused() && !token.isEmpty() && token.length() <= MOST_COLOURED;
        flow.setVisible(coloured);
        flow.setManaged(token.length() <= MOST_COLOURED);
        text.getStyleClass().remove("token-behind");
        if (coloured) {
            text.getStyleClass().add("token-behind");
        }
    }
}
