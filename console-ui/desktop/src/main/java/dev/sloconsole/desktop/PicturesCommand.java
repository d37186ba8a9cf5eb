package dev.sloconsole.desktop;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pictures of a real class, for the documentation. */
@Command(name = "pictures", hidden = true)
@SuppressWarnings("NullAway.Init") // picocli fills it
final class PicturesCommand implements Callable<Integer> {

    @Mixin
    Options own;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "pictures")
    Path out;

    @Override
    public Integer call() throws Exception {
        if (!Main.usable(own)) {
            return 2;
        }
        var questions = new TerminalQuestions(System.out, false);
        try (var live = Main.live(own, Main.lesson(own), Optional.of(Main.journal(out)), questions)) {
            Pictures.take(live, ConsoleApp.screen(live, own, (state, theme) -> ConsoleApp.grafanas(live, theme)), out);
        }
        return 0;
    }
}
