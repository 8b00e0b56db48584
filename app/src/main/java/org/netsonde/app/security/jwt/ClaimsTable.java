package org.netsonde.app.security.jwt;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.security.jwt.JwtTimes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Claims by name, with what they mean; how far off times are is refreshed. JavaFX thread only. */
final class ClaimsTable {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final Set<String> EXPLAINED = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");
    private static final Set<String> TIMES = Set.of("exp", "nbf", "iat", "auth_time", "updated_at");
    private static final int MOST = 50;
    private static final int MOST_TEXT = 200;

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss X", Locale.ROOT);

    /** A time and where it is explained. */
    private record Moment(String name, Instant at, Label label) {}

    private final Texts texts;
    private final GridPane node = new GridPane();
    private final List<Moment> moments = new ArrayList<>();

    ClaimsTable(Texts texts) {
        this.texts = texts;
        node.setId("jwt-claims");
        node.getStyleClass().add("claims");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setPercentWidth(32);
        ColumnConstraints meanings = new ColumnConstraints();
        meanings.setHgrow(Priority.ALWAYS);
        node.getColumnConstraints().setAll(names, values, meanings);
        node.managedProperty().bind(node.visibleProperty());
        node.setVisible(false);
    }

    Node node() {
        return node;
    }

    void show(@Nullable ObjectNode claims, Instant now) {
        node.getChildren().clear();
        moments.clear();
        node.setVisible(claims != null && !claims.isEmpty());
        if (claims == null) {
            return;
        }
        int row = 0;
        for (Map.Entry<String, JsonNode> claim : claims.properties()) {
            if (row == MOST) {
                node.add(new Label(texts.get("security.jwt.claims.more", claims.size() - MOST)), 1, row);
                break;
            }
            add(row++, claim.getKey(), claim.getValue());
        }
        refresh(now);
    }

    private void add(int row, String name, JsonNode value) {
        Label key = new Label(Escapes.shown(name, MOST_TEXT));
        key.getStyleClass().add("claim-name");
        String text = value.isString() ? value.stringValue() : value.toString();
        Label shown = wrapped(Escapes.shown(text, MOST_TEXT));
        shown.getStyleClass().add("bench-bytes");
        Label meaning = new Label(EXPLAINED.contains(name) ? texts.get("security.jwt.claim." + name) : "");
        meaning.getStyleClass().add("claim-meaning");
        if (TIMES.contains(name)) {
            JwtTimes.instant(value).ifPresent(at -> moments.add(new Moment(name, at, meaning)));
        }
        node.addRow(row, key, shown, meaning);
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** Says anew how far off times are. */
    void refresh(Instant now) {
        for (Moment moment : moments) {
            Duration off = Duration.between(now, moment.at());
            boolean past = off.isNegative();
            String words = texts.get(past ? "security.jwt.ago" : "security.jwt.in", JwtTimes.text(off));
            String at = LOCAL.format(moment.at().atZone(ZoneId.systemDefault()));
            String meaning = EXPLAINED.contains(moment.name())
                    ? texts.get("security.jwt.claim." + moment.name())
                    : texts.get("security.jwt.claim.time");
            moment.label().setText(texts.get("security.jwt.claim.at", meaning, words, at));
            boolean wrong = moment.name().equals("exp")
                    ? past || off.isZero()
                    : moment.name().equals("nbf") && !past;
            moment.label().pseudoClassStateChanged(BAD, wrong);
        }
    }

    /** Changes when a time comes, give or take the leeway, after which a check may come out otherwise. */
    long passed(Instant now, Duration leeway) {
        return Moments.passed(moments.stream().map(Moment::at).toList(), now, leeway);
    }
}
