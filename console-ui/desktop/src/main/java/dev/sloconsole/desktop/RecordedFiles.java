package dev.sloconsole.desktop;

import dev.sloconsole.session.SessionEvent.RecordingResumed;
import dev.sloconsole.session.live.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * The files of a class that is recorded: the one that it began in, and those in which it went on after its disk had
 * failed. Safe for several threads.
 */
final class RecordedFiles {

    /** The name of a later file. */
    private static final Pattern NUMBER = Pattern.compile("(.*)-([2-9]|[1-9][0-9]{1,3})");

    private final List<Path> files = new CopyOnWriteArrayList<>();

    private RecordedFiles(Path first) {
        files.add(first.toAbsolutePath().normalize());
    }

    /** Those of a session that records into a file, from now on. */
    static RecordedFiles of(Session session, Path first) {
        var recorded = new RecordedFiles(first);
        session.addListener(fact -> {
            if (fact.event() instanceof RecordingResumed(var segment)) {
                recorded.files.add(recorded.files.getFirst().resolveSibling(segment));
            }
        });
        return recorded;
    }

    /** Those that are there, in order. */
    List<Path> all() {
        return files.stream().map(RecordedFiles::find).flatMap(Optional::stream).toList();
    }

    /** Where a journal is: a journal is compressed as it is closed, unless the disk is full. */
    static Optional<Path> find(Path journal) {
        var compressed = journal.resolveSibling(journal.getFileName() + ".gz");
        return List.of(compressed, journal).stream()
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** A journal's name without what says that it is one. */
    static String stem(Path journal) {
        return journal.getFileName().toString().replaceFirst("\\.jsonl(\\.gz)?$", "");
    }

    /** The file in which the class of a journal went on, if it did: {@code NAME-2} for {@code NAME}. */
    static Optional<Path> after(Path journal) {
        var name = stem(journal);
        var number = NUMBER.matcher(name);
        var counted = number.matches()
                ? find(journal.resolveSibling(
                        number.group(1) + "-" + (Integer.parseInt(number.group(2)) + 1) + ".jsonl"))
                : Optional.<Path>empty();
        // A file's name may end in a number without being a later one.
        return find(journal.resolveSibling(name + "-2.jsonl")).or(() -> counted);
    }
}
