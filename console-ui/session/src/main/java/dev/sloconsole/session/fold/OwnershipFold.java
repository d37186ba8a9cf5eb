package dev.sloconsole.session.fold;

import dev.sloconsole.session.Ownership.Refused;
import dev.sloconsole.session.Trouble;
import dev.sloconsole.stack.StackFact.AddressRefused;
import dev.sloconsole.stack.StackFact.AutoStopNeared;
import dev.sloconsole.stack.StackFact.StackFailed;
import dev.sloconsole.stack.StackFact.StackFound;
import java.util.List;
import java.util.Optional;

/** Folds what concerns the class's right to its stack, and the banners that say what to do about it. */
final class OwnershipFold {

    private OwnershipFold() {}

    static void failed(Draft draft, StackFailed e) {
        draft.ownership = draft.ownership.with(e);
        draft.banners = Banners.raise(draft.banners, new Trouble.Failed(e), draft.at);
    }

    static void refused(Draft draft, AddressRefused e) {
        draft.ownership = draft.ownership.with(Optional.of(new Refused(e, draft.at)));
        draft.banners = Banners.raise(draft.banners, new Trouble.ShutOut(e.address(), e.ranges()), draft.at);
    }

    static void admitted(Draft draft) {
        draft.ownership = draft.ownership.with(Optional.<Refused>empty());
        draft.banners = Banners.clear(draft.banners, Trouble.ShutOut.SOURCE);
    }

    /** An end that was put off is no news any more. */
    static void found(Draft draft, StackFound e) {
        if (!e.autoStopAt().equals(draft.ownership.autoStopAt())) {
            draft.banners = Banners.clear(draft.banners, Trouble.AUTO_STOP);
        }
        draft.ownership = draft.ownership.with(e);
    }

    static void near(Draft draft, AutoStopNeared e) {
        draft.banners = Banners.raise(draft.banners, new Trouble.EndNears(e.at()), draft.at);
    }

    /** Services of which nobody wants a task are asleep, and no replacement will come. */
    static void counted(Draft draft) {
        boolean asleep = draft.stack.asleep() && !draft.deleting;
        if (asleep) {
            draft.banners = Banners.raise(draft.banners, new Trouble.Asleep(), draft.at);
        } else if (draft.before().state().stack().asleep()) {
            draft.banners = Banners.clear(draft.banners, Trouble.AUTO_STOP);
        }
    }

    /** The stack is gone, so nothing is wrong with it; one that was created since then stays. */
    static void gone(Draft draft) {
        var last = draft.ownership;
        var next = last.created().filter(id -> !last.own());
        draft.ownership = next.map(last.withoutStack()::withCreated).orElseGet(last::withoutStack);
        for (var source : List.of(Trouble.Failed.SOURCE, Trouble.ShutOut.SOURCE, Trouble.AUTO_STOP)) {
            draft.banners = Banners.clear(draft.banners, source);
        }
    }

    /** What is asked for now makes an earlier failure an old story. */
    static void asked(Draft draft) {
        draft.banners = Banners.clear(draft.banners, Trouble.Failed.SOURCE);
    }
}
