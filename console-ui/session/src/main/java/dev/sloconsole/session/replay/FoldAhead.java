package dev.sloconsole.session.replay;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.journal.Journal;
import dev.sloconsole.session.journal.JournalHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Folds the facts of a journal while it is still being read, on the thread {@code fold-ahead}; told by the thread that
 * reads. Of a damaged journal only the end shows which facts are in it and in which order: what was folded ahead is
 * of no use then.
 */
final class FoldAhead implements Journal.Follower, AutoCloseable {

    private static final int BATCH = 500;
    private static final List<Fact> END = List.of();

    private final BlockingQueue<List<Fact>> read = new LinkedBlockingQueue<>();
    private List<Fact> batch = new ArrayList<>(BATCH);
    private @Nullable CompletableFuture<Keyframes> folded;

    @Override
    public void begins(JournalHeader header) {
        folded = CompletableFuture.supplyAsync(
                () -> fold(new Keyframes(header)),
                fold -> Thread.ofPlatform().name("fold-ahead").daemon().start(fold));
    }

    @Override
    public void tells(Fact fact) {
        batch.add(fact);
        if (batch.size() == BATCH) {
            read.add(batch);
            batch = new ArrayList<>(BATCH);
        }
    }

    /** What the facts of a journal that has been read amount to. */
    Keyframes of(JournalHeader header, List<Fact> facts) {
        if (!batch.isEmpty()) {
            read.add(batch);
        }
        read.add(END);
        return ahead().filter(keyframes -> keyframes.isOf(header, facts)).orElseGet(() -> Keyframes.of(header, facts));
    }

    private Optional<Keyframes> ahead() {
        try {
            return Optional.ofNullable(folded).map(CompletableFuture::join);
        } catch (CompletionException e) {
            // What cannot be folded fails once more for those who wait, who are told.
            return Optional.empty();
        }
    }

    /** Ends the thread, also where the journal turned out to be none. */
    @Override
    public void close() {
        read.add(END);
    }

    private Keyframes fold(Keyframes keyframes) {
        try {
            for (var facts = read.take(); !facts.isEmpty(); facts = read.take()) {
                facts.forEach(keyframes::add);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return keyframes;
    }
}
