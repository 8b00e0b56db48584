package org.netsonde.app.traffic;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.text.Texts;

/** A message's content as the picture that it is, decoded in the background; never larger than itself. */
final class PictureView implements DetailView {

    private static final int MOST_BYTES = 16 << 20;

    private final Texts texts;
    private final ImageView picture = new ImageView();
    private final Label caption = new Label();
    private final StackPane middle = new StackPane(picture);
    private final BorderPane node = new BorderPane(middle);
    /** What is to be decoded, or is being decoded; null where that is done. */
    private @Nullable Wanted wanted;
    /** One picture is decoded at a time, however fast others are chosen. */
    private boolean decoding;

    /**
     * A picture.
     *
     * @param what its caption
     */
    private record Wanted(ReadMessage message, String what) {}

    PictureView(Texts texts) {
        this.texts = texts;
        picture.setPreserveRatio(true);
        picture.setSmooth(true);
        picture.setId("detail-picture");
        middle.setMinSize(0, 0);
        middle.getStyleClass().add("picture");
        // Without this the picture would hold the room open that it once had.
        picture.setManaged(false);
        picture.fitWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> fit(true), middle.widthProperty(), middle.heightProperty(), picture.imageProperty()));
        picture.fitHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> fit(false), middle.widthProperty(), middle.heightProperty(), picture.imageProperty()));
        picture.xProperty()
                .bind(middle.widthProperty()
                        .subtract(picture.fitWidthProperty())
                        .divide(2));
        picture.yProperty()
                .bind(middle.heightProperty()
                        .subtract(picture.fitHeightProperty())
                        .divide(2));
        caption.setId("detail-picture-size");
        caption.getStyleClass().add("picture-caption");
        caption.setWrapText(true);
        node.setBottom(caption);
        BorderPane.setAlignment(caption, Pos.CENTER);
    }

    private double fit(boolean width) {
        Image image = picture.getImage();
        if (image == null || image.getWidth() <= 0 || image.getHeight() <= 0) {
            return 0;
        }
        double scale =
                Math.min(1, Math.min(middle.getWidth() / image.getWidth(), middle.getHeight() / image.getHeight()));
        return scale * (width ? image.getWidth() : image.getHeight());
    }

    @Override
    public String name() {
        return "image";
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public boolean show(ReadMessage message) {
        picture.setImage(null);
        wanted = null;
        Optional<PictureHead> found = PictureHead.of(message.body());
        found.ifPresent(head -> begin(message, head));
        return found.isPresent();
    }

    private void begin(ReadMessage message, PictureHead head) {
        String what = texts.get("traffic.picture", head.kind(), head.width(), head.height());
        say(what);
        if (!head.fits() || message.body().length > MOST_BYTES) {
            say(texts.get("traffic.picture.large", what));
            return;
        }
        wanted = new Wanted(message, what);
        decode();
    }

    private void decode() {
        Wanted next = wanted;
        if (decoding || next == null) {
            return;
        }
        decoding = true;
        CompletableFuture.supplyAsync(
                        () -> new Image(new ByteArrayInputStream(next.message().body())),
                        task -> Thread.ofVirtual().name("traffic-picture").start(task))
                .whenCompleteAsync((image, error) -> decoded(next, image), Platform::runLater);
    }

    private void decoded(Wanted done, @Nullable Image image) {
        decoding = false;
        if (done.equals(wanted)) {
            wanted = null;
            shown(image, done.what(), done.message().message().incomplete());
        } else {
            decode();
        }
    }

    private void shown(@Nullable Image image, String what, boolean cut) {
        if (image == null || image.isError()) {
            say(texts.get(cut ? "traffic.picture.cut" : "traffic.picture.broken", what));
        } else {
            picture.setImage(image);
            say(what);
        }
    }

    private void say(String text) {
        caption.setText(text);
        node.setAccessibleText(text);
    }
}
