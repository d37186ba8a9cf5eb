import java.io.File;
import java.io.IOException;
import javafx.css.Stylesheet;

/**
 * Compiles a style sheet, so that a start does not parse it. Arguments: the sheet ({@code .css}), and where to write what
 * JavaFX reads instead ({@code .bss}).
 */
final class BinaryStyles {

    public static void main(String[] args) throws IOException {
        Stylesheet.convertToBinary(new File(args[0]), new File(args[1]));
    }

    private BinaryStyles() {}
}
