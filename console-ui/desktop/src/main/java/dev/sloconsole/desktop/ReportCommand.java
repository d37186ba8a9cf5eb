package dev.sloconsole.desktop;

import dev.sloconsole.desktop.report.HtmlReport;
import dev.sloconsole.session.journal.Reasons;
import dev.sloconsole.session.replay.Replay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a class takes home, made from its journal. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes the report of a recorded session: one HTML file that needs no network.")
@SuppressWarnings("NullAway.Init") // picocli fills it
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The journal of a session.")
    Path file;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = HtmlReport.FILE_NAME,
            description = "The file to write (default: ./${DEFAULT-VALUE}).")
    Path out;

    /** Writes a report of each file of a recording, also of one that goes on, beside it. */
    static List<Path> beside(List<Path> journals) throws IOException {
        var reports = new ArrayList<Path>();
        for (Path journal : journals) {
            var report = journal.resolveSibling(RecordedFiles.stem(journal) + ".html");
            Files.writeString(report, HtmlReport.render(Replay.open(journal)), StandardCharsets.UTF_8);
            reports.add(report);
        }
        return List.copyOf(reports);
    }

    @Override
    public Integer call() throws Exception {
        var patience = Patience.onTheTerminal();
        var replay = patience.with("Opening the recording", "usually a second or two", () -> Replay.open(file));
        if (!replay.damage().none()) {
            System.err.println(replay.damage());
        }
        var report = patience.with("Writing the report", "usually some seconds", () -> HtmlReport.render(replay));
        try {
            var folder = out.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(out, report, StandardCharsets.UTF_8);
        } catch (IOException e) {
            System.err.println(
                    "Could not write the report " + out + ": " + Reasons.of(e) + ". Choose another file with --out.");
            return 1;
        }
        System.out.println("Report: " + out);
        RecordedFiles.after(file)
                .ifPresent(next -> System.out.println("The class went on in another file, after its disk had failed;"
                        + " its report: ./slo report " + next + " --out FILE"));
        return 0;
    }
}
