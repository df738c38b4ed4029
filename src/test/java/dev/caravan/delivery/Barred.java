package dev.caravan.delivery;

import dev.caravan.message.Content;
import dev.caravan.platform.Account;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Platform;
import dev.caravan.platform.Profile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A platform that cuts a text at each bar, and sends each file as a message of its own. */
record Barred(Set<Capabilities.Feature> features) implements Platform {
  @Override
  public Profile profile() {
    return new Profile("Barred", "nowhere", "", Account.of("", Set.of(), Set.of()));
  }

  @Override
  public String id() {
    return "texts";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        100,
        Capabilities.TextUnit.BYTES,
        new Capabilities.Actions(0, 0),
        features,
        new Capabilities.Traffic(List.of(), List.of()),
        Capabilities.Lifetimes.NONE);
  }

  @Override
  public int parts(Content content) {
    return content.text().split("\\|", -1).length + content.extras().attachments().size();
  }

  @Override
  public Optional<String> recipientFault(String recipientId) {
    return Optional.empty();
  }
}
