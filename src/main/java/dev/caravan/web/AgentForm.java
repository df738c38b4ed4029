package dev.caravan.web;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Grant;
import dev.caravan.agent.Grant.Deed;
import dev.caravan.message.Form;
import dev.caravan.message.Texts;
import dev.caravan.message.Word;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what callers write of an agent; absent fields keep what {@code old} has. */
final class AgentForm {
  static final int LONGEST_NAME = 128;

  private AgentForm() {}

  /** What a caller wants of an agent besides its name and maturity. */
  record Wish(Agent.Profile profile, List<Grant> grants) {}

  /** Notes a fault where the name of an agent could not stand in a path or a command. */
  static void checkName(Form form, String field, String name) {
    if (name.length() > LONGEST_NAME || !name.matches("[A-Za-z0-9][A-Za-z0-9_.:-]*")) {
      form.fault(
          field,
          "form",
          "'%s' is '%s'; write at most %d letters, digits, and . _ : - after the first, for example reporter-2."
              .formatted(field, Texts.shown(name), LONGEST_NAME));
    }
  }

  static Wish read(Form form, @Nullable Agent old) {
    Agent.Profile kept = old == null ? new Agent.Profile(null, List.of(), 5, null) : old.profile();
    Double confidence = form.decimal("confidence_score", 0, 1);
    List<String> capabilities =
        form.has("capabilities") ? form.texts("capabilities", 100, 128) : kept.capabilities();
    int maxLoad = (int) form.number("max_load", 1, 1000, kept.maxLoad());
    String endpoint = form.text("endpoint", 2_000);
    List<Grant> grants =
        form.has("grants") ? grants(form) : old == null ? Grant.usual() : old.grants();
    return new Wish(
        new Agent.Profile(
            confidence == null ? kept.confidence() : confidence,
            capabilities,
            maxLoad,
            endpoint == null ? kept.endpoint() : endpoint),
        grants);
  }

  private static List<Grant> grants(Form form) {
    List<Grant> grants = new ArrayList<>();
    for (Form one : form.forms("grants", 100)) {
      Set<Deed> deeds = EnumSet.noneOf(Deed.class);
      for (String word : one.texts("actions", 10, 32)) {
        Word.find(Deed.class, word)
            .ifPresentOrElse(
                deeds::add,
                () ->
                    one.fault(
                        "actions",
                        "unknown_value",
                        "'"
                            + word
                            + "' is no action; write some of "
                            + String.join(", ", Word.words(Deed.class))
                            + "."));
      }
      grants.add(new Grant(one.text("platform", 64), one.text("connection", 255), deeds));
      one.refuseUnknown();
    }
    return grants;
  }

  /** The agent, retired at the moment of the change. */
  static Agent retired(Agent old) {
    return new Agent(
        old.id(),
        old.name(),
        old.maturity(),
        old.profile(),
        old.grants(),
        new Agent.Life(
            old.life().version(),
            old.life().createdAt(),
            old.life().updatedAt(),
            old.life().updatedAt()));
  }
}
