package dev.sloconsole.session.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.figures.Projection;
import dev.sloconsole.session.journal.AnyEvent;
import dev.sloconsole.session.lesson.Lesson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class FoldPropertyTest {

    /** Half of the facts are those of a real class, in any order: they hit what is there, where others miss it. */
    @Provide
    Arbitrary<List<Fact>> classes() {
        return facts(0, 60);
    }

    @Provide
    Arbitrary<List<Fact>> longClasses() {
        return facts(520, 560);
    }

    private static Arbitrary<List<Fact>> facts(int least, int most) {
        var real =
                Facts.wholeLesson().list().stream().map(Fact::event).distinct().toList();
        var event = Arbitraries.oneOf(AnyEvent.arbitrary(), Arbitraries.of(real));
        var after = Arbitraries.integers().between(0, 3_000).map(Duration::ofMillis);
        record Next(SessionEvent event, Duration after) {}
        return Combinators.combine(event, after)
                .as(Next::new)
                .list()
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(all -> {
                    var facts = new ArrayList<Fact>();
                    facts.add(new Fact(1, Duration.ZERO, Facts.started()));
                    var at = Duration.ZERO;
                    for (Next next : all) {
                        at = at.plus(next.after());
                        facts.add(new Fact(facts.size() + 1, at, next.event()));
                    }
                    return List.copyOf(facts);
                });
    }

    private static Projection start() {
        return new Projection(Folded.initial(Lesson.builtIn().outline(Source.LOCAL)));
    }

    private static Folded folded(Folded start, List<Fact> facts) {
        var folded = start;
        for (Fact fact : facts) {
            folded = Fold.apply(folded, fact);
        }
        return folded;
    }

    @Property(tries = 120)
    void noOrderOfFactsIsTooMuchForTheFold(@ForAll("classes") List<Fact> facts) {
        var projection = start();
        facts.forEach(projection::apply);

        var state = projection.asOf(facts.getLast().at());
        assertThat(state.sequence()).isEqualTo(facts.size());
        state.figures().userSli().ifPresent(sli -> assertThat(sli.value()).isBetween(0.0, 1.0));
    }

    @Property(tries = 120)
    void aBeginningAndItsRestFoldToTheSameAsTheWhole(
            @ForAll("classes") List<Fact> facts, @ForAll @IntRange(max = 60) int at) {
        int cut = Math.min(at, facts.size());
        var initial = Folded.initial(Lesson.builtIn().outline(Source.LOCAL));
        var whole = folded(initial, facts);
        var beginning = folded(initial, facts.subList(0, cut));

        assertThat(folded(beginning, facts.subList(cut, facts.size()))).isEqualTo(whole);
        // The beginning is shared with what grew out of it, and must be as it was.
        assertThat(folded(beginning, facts.subList(cut, facts.size()))).isEqualTo(whole);
        assertThat(beginning).isEqualTo(folded(initial, facts.subList(0, cut)));
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void aMomentReachedFromAKeyframeIsAsIfFoldedFromTheStart(
            @ForAll("longClasses") List<Fact> facts, @ForAll @IntRange(max = 559) int at) {
        var replay = Facts.recorded(facts);
        for (int i : new int[] {Math.min(at, facts.size() - 1), 249, 250, 251, 500, facts.size() - 1}) {
            var moment = facts.get(i).at();
            var slowly = start();
            facts.stream().filter(f -> f.at().compareTo(moment) <= 0).forEach(slowly::apply);
            assertThat(replay.stateAt(moment)).as("at fact " + i).isEqualTo(slowly.asOf(moment));
        }
    }
}
