package dev.sloconsole.desktop.screen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

/**
 * Pictures of a window without a display. The headless platform has a screen of 1000 x 1000, so the content is laid out
 * at its full size inside a scroll pane of a small stage, and drawn from there. JavaFX thread only.
 */
public final class Snapshot {

    private Snapshot() {}

    /** Puts a window's content into a small stage at this size; what it shows can then be drawn by {@link #of}. */
    public static Stage stage(ConsoleWindow window, Stage stage, double width, double height) {
        stage((Region) window.content(), stage, width, height);
        window.startEmbedded();
        return stage;
    }

    /** Puts any content into a small stage at this size. */
    public static Stage stage(Region content, Stage stage, double width, double height) {
        content.setMinSize(width, height);
        content.setPrefSize(width, height);
        content.setMaxSize(width, height);
        var scroll = new ScrollPane(content);
        scroll.setStyle("-fx-padding: 0; -fx-background-insets: 0;");
        stage.setScene(new Scene(scroll, 900, 700));
        stage.show();
        return stage;
    }

    /** What a node looks like now. */
    public static Image of(Parent content) {
        content.applyCss();
        content.layout();
        return content.snapshot(
                null,
                new WritableImage((int) Math.ceil(content.getLayoutBounds().getWidth()), (int)
                        Math.ceil(content.getLayoutBounds().getHeight())));
    }

    /** Writes an image as PNG, 8 bits a channel without transparency, making its directory where it is missing. */
    public static Path write(Image image, Path file) {
        try {
            var directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            return Files.write(file, png(image));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write the picture " + file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] png(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var argb = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        var rows = new byte[height * (1 + 3 * width)];
        int at = 0;
        for (int y = 0; y < height; y++) {
            rows[at++] = 0;
            for (int x = 0; x < width; x++) {
                int pixel = argb[y * width + x];
                rows[at++] = (byte) (pixel >> 16);
                rows[at++] = (byte) (pixel >> 8);
                rows[at++] = (byte) pixel;
            }
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) 8)
                        .put((byte) 2)
                        .put((byte) 0)
                        .put((byte) 0)
                        .put((byte) 0)
                        .array());
        chunk(out, "IDAT", deflated(rows));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] deflated(byte[] data) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(data);
            deflater.finish();
            var out = new ByteArrayOutputStream(data.length / 8);
            var buffer = new byte[64 * 1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }
}
