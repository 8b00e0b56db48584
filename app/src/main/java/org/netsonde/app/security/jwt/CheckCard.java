package org.netsonde.app.security.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.bench.part.Areas;
import org.netsonde.app.bench.part.FindingsList;
import org.netsonde.app.bench.part.Newest;
import org.netsonde.app.bench.part.ToolCard;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.KeyInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.crypto.ByteForm;
import org.netsonde.engine.security.jwt.Jwt;
import org.netsonde.engine.security.jwt.JwtFinding;
import org.netsonde.engine.security.jwt.JwtKey;
import org.netsonde.engine.security.jwt.JwtRules;
import org.netsonde.engine.security.jwt.JwtVerdict;
import org.netsonde.engine.security.jwt.Jwts;

/** Takes a token apart as it is pasted, and checks it with a key. JavaFX thread only. */
final class CheckCard {

    private static final int MOST_LEEWAY = 86_400;
    private static final int ROWS = 7;

    private final SecurityContext context;
    private final Texts texts;
    private final TokenField token;
    private final TextArea header;
    private final TextArea payload;
    private final HBox decoded;
    private final ClaimsTable claims;
    private final KeyInput key;
    private final TextField issuer;
    private final TextField audience;
    private final TextField leeway;
    private final Verdict verdict = new Verdict("jwt-verdict");
    private final Verdict keyProblem = new Verdict("jwt-key-refused");
    private final FindingsList findings = new FindingsList("jwt-findings");
    private final ToolCard card;
    private final Newest<Asked, Checked> newest;
    private final Subscription ticks;
    private long passed;
    private Duration leewayChecked = Duration.ZERO;

    /**
     * What is to be checked, and how.
     *
     * @param ruled whether the rules are good; if not, the token is only taken apart
     */
    private record Asked(String token, KeyInput.Given key, JwtRules rules, boolean ruled, Keys keys) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Asked[" + key + "]";
        }
    }

    /**
     * What came of it.
     *
     * @param asked what it came of
     * @param verdict null where there was no key
     * @param findings all of them
     * @param keyFailure why the key could not be used; null where it could
     */
    private record Checked(
            Asked asked,
            Jwt jwt,
            @Nullable JwtVerdict verdict,
            List<JwtFinding> findings,
            @Nullable Failure keyFailure) {}

    CheckCard(SecurityContext context) {
        this.context = context;
        texts = context.texts();
        token = new TokenField(texts);
        header = part("jwt-header", "security.jwt.header");
        payload = part("jwt-payload", "security.jwt.payload");
        decoded = new HBox(
                titled("security.jwt.header", "header", header), titled("security.jwt.payload", "payload", payload));
        decoded.getStyleClass().add("token-decoded");
        decoded.managedProperty().bind(decoded.visibleProperty());
        claims = new ClaimsTable(texts);
        key = new KeyInput(
                "jwt-key",
                texts.get("security.jwt.key"),
                context,
                ByteForm.TEXT,
                ByteForm.HEX,
                ByteForm.BASE64,
                ByteForm.BASE64URL);
        issuer = rule("jwt-issuer", "security.jwt.issuer");
        audience = rule("jwt-audience", "security.jwt.audience");
        leeway = rule("jwt-leeway", "security.jwt.leeway");
        leeway.setPrefColumnCount(8);
        HBox rules = new HBox(issuer, audience, leeway);
        rules.getStyleClass().add("bench-line");
        HBox.setHgrow(issuer, Priority.ALWAYS);
        HBox.setHgrow(audience, Priority.ALWAYS);
        card = new ToolCard(texts.get("security.jwt.check"))
                .row(texts.get("security.jwt.token"), token.node())
                .row(decoded)
                .row(claims.node())
                .row(texts.get("security.jwt.key"), key.node())
                .row(keyProblem.node())
                .row(texts.get("security.jwt.rules"), rules)
                .row(verdict.node())
                .row(findings.node());
        newest = new Newest<>(context, CheckCard::check, this::show, this::failed);
        token.area().textProperty().subscribe(text -> check());
        key.onChange(this::check);
        for (TextField field : List.of(issuer, audience, leeway)) {
            field.textProperty().subscribe(text -> check());
        }
        ticks = context.clock().whileShowing(card.node(), 1, now -> tick());
        check();
    }

    private TextArea part(String id, String label) {
        TextArea area = new TextArea();
        area.setId(id);
        area.setAccessibleText(texts.get(label));
        area.setEditable(false);
        area.setPrefRowCount(ROWS);
        area.setPrefColumnCount(20);
        Areas.leaveByTab(area);
        area.getStyleClass().add("bench-bytes");
        return area;
    }

    private VBox titled(String label, String style, TextArea area) {
        Label title = new Label(texts.get(label));
        title.getStyleClass().addAll("token-title", "token-title-" + style);
        VBox box = new VBox(title, area);
        box.getStyleClass().add("token-part");
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private TextField rule(String id, String label) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(texts.get(label));
        field.setAccessibleText(texts.get(label));
        return field;
    }

    ToolCard card() {
        return card;
    }

    void focus() {
        token.area().requestFocus();
    }

    void dispose() {
        ticks.unsubscribe();
        newest.drop();
    }

    /** Takes a token that was made. */
    void show(String made) {
        token.area().setText(made);
        focus();
    }

    private void tick() {
        Instant now = Instant.now();
        claims.refresh(now);
        if (claims.passed(now, leewayChecked) != passed) {
            check();
        }
    }

    private void check() {
        String text = token.token();
        if (text.isEmpty()) {
            newest.drop();
            decoded.setVisible(false);
            claims.show(null, Instant.now());
            verdict.note(texts.get("security.jwt.nothing"));
            keyProblem.clear();
            findings.show(List.of());
            return;
        }
        Optional<Duration> most = leeway();
        if (most.isEmpty()) {
            verdict.bad(texts.get("security.jwt.leeway.bad", MOST_LEEWAY));
            findings.show(List.of());
        }
        JwtRules rules = new JwtRules(
                Set.of(),
                Instant.now(),
                most.orElse(Duration.ZERO),
                issuer.getText().strip(),
                audience.getText().strip(),
                "",
                List.of());
        newest.take(new Asked(text, key.given(), rules, most.isPresent(), context.keys()));
    }

    /** How far clocks may differ; nothing where what is typed says nothing about that. */
    private Optional<Duration> leeway() {
        String typed = leeway.getText().strip();
        try {
            int seconds = typed.isEmpty() ? 0 : Integer.parseInt(typed);
            return seconds < 0 || seconds > MOST_LEEWAY ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Checked check(Asked asked) {
        Jwt jwt = Jwts.decode(asked.token());
        if (!asked.ruled() || asked.key().isEmpty()) {
            return new Checked(asked, jwt, null, Jwts.inspect(jwt, asked.rules()), null);
        }
        List<JwtKey> keys;
        try {
            keys = JwtKeyReader.read(asked.key(), asked.keys());
        } catch (FailureException e) {
            return new Checked(asked, jwt, null, Jwts.inspect(jwt, asked.rules()), e.failure());
        }
        try {
            JwtVerdict verdict = Jwts.verify(jwt, keys, asked.rules());
            return new Checked(asked, jwt, verdict, verdict.findings(), null);
        } finally {
            keys.forEach(JwtKey::erase);
        }
    }

    private void failed(Failure failure) {
        verdict.bad(texts.get(failure));
        findings.show(List.of());
    }

    private void show(Checked checked) {
        Jwt jwt = checked.jwt();
        show(header, Visible.json(jwt.headerText()));
        show(payload, Visible.json(jwt.claimsText()));
        decoded.setVisible(jwt.header() != null || jwt.claims() != null);
        Instant now = Instant.now();
        claims.show(jwt.claims(), now);
        JwtRules rules = checked.asked().rules();
        leewayChecked = rules.leeway();
        // A time may have come since it was checked.
        passed = claims.passed(rules.now(), leewayChecked);
        if (!checked.asked().ruled()) {
            return;
        }
        Failure failure = checked.keyFailure();
        if (failure == null) {
            keyProblem.clear();
        } else {
            keyProblem.bad(texts.get(failure));
            key.failed(failure);
        }
        JwtVerdict found = checked.verdict();
        if (found == null) {
            boolean wrong = checked.findings().stream().anyMatch(finding -> finding.kind() == JwtFinding.Kind.WRONG);
            if (wrong) {
                verdict.bad(texts.get("security.jwt.refused"));
            } else {
                verdict.note(texts.get("security.jwt.unchecked"));
            }
        } else if (found.ok()) {
            verdict.good(texts.get("security.jwt.accepted"));
        } else {
            verdict.bad(texts.get("security.jwt.refused"));
        }
        findings.show(lines(checked.findings()));
    }

    /** Keeps where one has scrolled to. */
    private static void show(TextArea area, String text) {
        if (!area.getText().equals(text)) {
            area.setText(text);
        }
    }

    private List<FindingsList.Finding> lines(List<JwtFinding> found) {
        List<FindingsList.Finding> lines = new ArrayList<>();
        for (JwtFinding finding : found) {
            FindingsList.Tone tone = switch (finding.kind()) {
                case WRONG -> FindingsList.Tone.BAD;
                case NOTE -> FindingsList.Tone.NOTE;
                case GOOD -> FindingsList.Tone.GOOD;
            };
            lines.add(new FindingsList.Finding(tone, texts.get(finding.text())));
        }
        return lines;
    }
}
