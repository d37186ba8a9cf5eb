package dev.sloconsole.desktop.screen.header;

import dev.sloconsole.desktop.screen.control.Unrepeated;
import dev.sloconsole.desktop.screen.control.WhyNot;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.session.Action;
import dev.sloconsole.view.header.AccountLine;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The line below the header that says whose money is spent; takes no room where none is. */
public final class AccountStrip extends HBox {

    private static final PseudoClass CALLED = PseudoClass.getPseudoClass("called");

    private final Consumer<Action> ask;
    private final LongSupplier nanos;
    private final Label account = Parts.firm("", "account-name");
    private final Label price = Parts.firm("", "account-price");
    private final Label end = Parts.firm("", "account-end");
    private final HBox buttons = Parts.row("account-errands");
    private final Map<Action, Pressed> errands = new EnumMap<>(Action.class);
    private @Nullable AccountLine shown;

    private record Pressed(Button button, WhyNot around) {}

    /**
     * @param ask is told what is asked for
     * @param nanos a steady clock
     */
    public AccountStrip(Consumer<Action> ask, LongSupplier nanos) {
        this.ask = ask;
        this.nanos = nanos;
        getStyleClass().add("account");
        setId("account");
        setAlignment(Pos.CENTER_LEFT);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(Parts.icon(MaterialDesignC.CASH, "account-sign"), account, price, end, Parts.spring(), buttons);
        Parts.show(this, false);
    }

    public void render(Optional<AccountLine> line) {
        Parts.show(this, line.isPresent());
        line.filter(now -> !now.equals(shown)).ifPresent(this::render);
    }

    private void render(AccountLine line) {
        shown = line;
        account.setText(line.account());
        price.setText(line.price());
        end.setText(line.end());
        Parts.tone(end, line.endTone());
        for (var errand : line.errands()) {
            var pressed = errands.computeIfAbsent(errand.action(), action -> made(errand));
            pressed.around.render(!errand.whyNot().isEmpty(), errand.whyNot());
            pressed.button.pseudoClassStateChanged(CALLED, errand.called());
        }
    }

    /** Asks for what a button stands for, as its key does; nothing where it cannot be asked for. */
    public void press(Action action) {
        Optional.ofNullable(errands.get(action))
                .map(Pressed::button)
                .filter(button -> isVisible() && !button.isDisabled())
                .ifPresent(Button::fire);
    }

    private Pressed made(AccountLine.Errand errand) {
        var asked = new Unrepeated(nanos, () -> ask.accept(errand.action()));
        var button = Parts.button(errand.label(), Optional.empty(), asked, "quiet", "errand");
        button.setId("errand-" + errand.action().word().toLowerCase(Locale.ROOT));
        Parts.tip(button, errand.does());
        var around = new WhyNot(button);
        buttons.getChildren().add(around);
        return new Pressed(button, around);
    }
}
