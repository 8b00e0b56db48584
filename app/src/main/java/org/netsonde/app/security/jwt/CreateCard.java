package org.netsonde.app.security.jwt;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Areas;
import org.netsonde.app.bench.part.Choices;
import org.netsonde.app.bench.part.ToolCard;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.KeyInput;
import org.netsonde.app.security.part.Output;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.SigningKey;
import org.netsonde.engine.security.crypto.ByteForm;
import org.netsonde.engine.security.jwt.JwtAlgorithm;
import org.netsonde.engine.security.jwt.JwtKey;
import org.netsonde.engine.security.jwt.Jwts;
import tools.jackson.databind.node.ObjectNode;

/** Makes a token. JavaFX thread only. */
final class CreateCard {

    private static final long HOUR = 3_600;
    private static final int ROWS = 7;
    private static final double WRAP = 600;

    private final SecurityContext context;
    private final Texts texts;
    private final ComboBox<JwtAlgorithm> algorithm;
    private final TextField header = new TextField();
    private final TextArea claims = new TextArea();
    private final KeyInput key;
    private final Button generate = new Button();
    private final Button publicKey = new Button();
    private final Button create = new Button();
    private final Button check = new Button();
    private final Verdict problem = new Verdict("jwt-create-problem");
    private final Output result;
    private final Bearer bearer;
    private final ToolCard card;
    private String example;
    private @Nullable SigningKey generated;
    private int changes;

    /** What is to be signed. */
    private record Order(
            JwtAlgorithm algorithm, String header, String claims, KeyInput.Given key, Keys keys, int change) {
        /** Without what it says. */
        @Override
        public String toString() {
            return "Order[" + algorithm + "]";
        }
    }

    /**
     * A new key.
     *
     * @param key null for a secret
     * @param bytes the secret, or the private key as PEM
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Generated(@Nullable SigningKey key, byte[] bytes) {}

    /**
     * A card.
     *
     * @param checked gets a token that is to be checked
     */
    CreateCard(SecurityContext context, Consumer<String> checked) {
        this.context = context;
        texts = context.texts();
        key = new KeyInput(
                "jwt-sign-key",
                texts.get("security.jwt.signKey"),
                context,
                ByteForm.TEXT,
                ByteForm.HEX,
                ByteForm.BASE64,
                ByteForm.BASE64URL);
        result = Output.secret("jwt-result", texts.get("security.jwt.result"), texts);
        bearer = new Bearer(context, result::value);
        algorithm = Choices.box(
                "jwt-algorithm",
                texts.get("security.jwt.algorithm"),
                List.of(JwtAlgorithm.values()),
                one -> one.id() + " · " + texts.get("security.jwt.family." + family(one)));
        algorithm.setValue(JwtAlgorithm.HS256);
        header.setId("jwt-more-header");
        header.setPromptText("{\"kid\": \"…\"}");
        header.setAccessibleText(texts.get("security.jwt.moreHeader"));
        claims.setId("jwt-new-claims");
        claims.setAccessibleText(texts.get("security.jwt.claims"));
        claims.setPrefRowCount(ROWS);
        claims.getStyleClass().add("bench-bytes");
        Areas.leaveByTab(claims);
        example = example();
        claims.setText(example);
        button(generate, "jwt-generate", "security.jwt.generate", Feather.REFRESH_CW, this::generate);
        button(publicKey, "jwt-public", "security.jwt.public", Feather.COPY, this::copyPublic);
        publicKey.setVisible(false);
        publicKey.managedProperty().bind(publicKey.visibleProperty());
        button(create, "jwt-create", "security.jwt.make", Feather.EDIT_3, this::create);
        create.getStyleClass().add("accent");
        button(check, "jwt-check-made", "security.jwt.checkMade", Feather.CHECK, () -> checked.accept(result.value()));
        FlowPane keyButtons = new FlowPane(generate, publicKey);
        keyButtons.getStyleClass().add("bench-buttons");
        VBox keyBox = new VBox(key.node(), keyButtons);
        keyBox.getStyleClass().add("bench-lines");
        card = new ToolCard(texts.get("security.jwt.create"))
                .row(texts.get("security.jwt.algorithm"), algorithm)
                .row(texts.get("security.jwt.claims"), claimsBox())
                .row(texts.get("security.jwt.moreHeader"), header)
                .row(texts.get("security.jwt.signKey"), keyBox)
                .buttons(create)
                .row(problem.node())
                .row(texts.get("security.jwt.result"), result.rows(3).node())
                .buttons(check, bearer.node());
        key.onChange(this::keyChanged);
        claims.textProperty().subscribe(text -> changed());
        header.textProperty().subscribe(text -> changed());
        algorithm.valueProperty().subscribe(value -> changed());
        header.setOnAction(e -> create());
        KeyCombination enter = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
        claims.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (enter.match(e)) {
                e.consume();
                create();
            }
        });
        key.onEnter(this::create);
        changed();
    }

    private static String family(JwtAlgorithm value) {
        return switch (value.family()) {
            case HMAC -> "hmac";
            case RSA -> "rsa";
            case RSA_PSS -> "pss";
            case ECDSA -> "ecdsa";
            case EDWARDS -> "edwards";
        };
    }

    private void button(Button button, String id, String words, Feather icon, Runnable action) {
        button.setText(texts.get(words));
        button.setGraphic(new FontIcon(icon));
        button.setId(id);
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
    }

    private Node claimsBox() {
        FlowPane buttons = new FlowPane(
                claim("exp", "security.jwt.add.exp", object -> object.put("exp", now() + HOUR)),
                claim("iat", "security.jwt.add.iat", object -> object.put("iat", now())),
                claim("nbf", "security.jwt.add.nbf", object -> object.put("nbf", now())),
                claim(
                        "jti",
                        "security.jwt.add.jti",
                        object -> object.put("jti", UUID.randomUUID().toString())));
        buttons.getStyleClass().add("bench-buttons");
        buttons.setPrefWrapLength(WRAP);
        VBox box = new VBox(claims, buttons);
        box.getStyleClass().add("bench-lines");
        return box;
    }

    private static String example() {
        long now = now();
        return "{\n  \"sub\": \"alice\",\n  \"iat\": " + now + ",\n  \"exp\": " + (now + HOUR) + "\n}";
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private Button claim(String name, String words, UnaryOperator<ObjectNode> change) {
        Button button = new Button(texts.get(words));
        button.setId("jwt-add-" + name);
        button.setOnAction(e -> {
            try {
                claims.setText(Jwts.text(change.apply(Jwts.object(claims.getText()))));
            } catch (FailureException failure) {
                problem.bad(texts.get(failure.failure()));
            }
        });
        return button;
    }

    ToolCard card() {
        return card;
    }

    /** Looks at which endpoints there are; an example that nobody touched is of the present. */
    void refresh() {
        if (claims.getText().equals(example) && result.value().isEmpty()) {
            example = example();
            claims.setText(example);
        }
        bearer.refresh();
    }

    private void keyChanged() {
        // What was generated is not the key any more.
        generated = null;
        publicKey.setVisible(false);
        changed();
    }

    private void changed() {
        changes++;
        problem.clear();
        show("");
    }

    private void show(String token) {
        result.show(token);
        check.setDisable(token.isEmpty());
        bearer.node().setDisable(token.isEmpty());
    }

    private JwtAlgorithm algorithm() {
        JwtAlgorithm chosen = algorithm.getValue();
        return chosen == null ? JwtAlgorithm.HS256 : chosen;
    }

    private void generate() {
        JwtAlgorithm wanted = algorithm();
        int before = key.changes();
        generate.setDisable(true);
        context.run(
                () -> generate(wanted),
                made -> generated(wanted == algorithm() && before == key.changes(), made),
                failure -> {
                    generate.setDisable(false);
                    problem.bad(texts.get(failure));
                });
    }

    private static Generated generate(JwtAlgorithm wanted) {
        JwtKey made = JwtKey.generate(wanted, new SecureRandom());
        SigningKey pair = made.signingKey();
        byte[] secret = made.secretBytes();
        made.erase();
        return pair != null
                ? new Generated(pair, pair.privatePem())
                : new Generated(null, secret == null ? new byte[0] : secret);
    }

    private void generated(boolean wanted, Generated made) {
        generate.setDisable(false);
        if (wanted) {
            key.show(made.key() == null ? ByteForm.BASE64URL : ByteForm.TEXT, made.bytes());
            generated = made.key();
            publicKey.setVisible(made.key() != null);
        }
        Arrays.fill(made.bytes(), (byte) 0);
    }

    private void copyPublic() {
        SigningKey pair = generated;
        if (pair != null) {
            Clipboards.copy(pair.publicPem());
            context.show(texts.get("security.jwt.publicCopied"));
        }
    }

    private void create() {
        if (create.isDisabled()) {
            return;
        }
        create.setDisable(true);
        problem.clear();
        Order order = new Order(
                algorithm(), header.getText().strip(), claims.getText(), key.given(), context.keys(), changes);
        context.run(() -> sign(order), token -> made(order, token), failure -> failed(order, failure));
    }

    private static String sign(Order order) {
        ObjectNode claims = Jwts.object(order.claims());
        ObjectNode additions = Jwts.object(order.header().isEmpty() ? "{}" : order.header());
        List<JwtKey> keys = JwtKeyReader.read(order.key(), order.keys());
        try {
            JwtKey suited = keys.stream()
                    .filter(key -> key.algorithms().contains(order.algorithm()) && key.canSign())
                    .findFirst()
                    .orElse(keys.getFirst());
            return Jwts.sign(order.algorithm(), additions, claims, suited);
        } finally {
            keys.forEach(JwtKey::erase);
        }
    }

    private void made(Order order, String token) {
        create.setDisable(false);
        if (order.change() == changes) {
            show(token);
        }
    }

    private void failed(Order order, Failure failure) {
        create.setDisable(false);
        if (order.change() == changes) {
            problem.bad(texts.get(failure));
            key.failed(failure);
        }
    }
}
