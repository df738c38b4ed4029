package dev.caravan.web;

import dev.caravan.message.Word;
import dev.caravan.platform.Account;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.Platform;
import dev.caravan.platform.Profile;
import java.util.List;
import java.util.Set;

/** What a platform can do, as the API shows it: the records that its own renderer obeys. */
public record PlatformJson(
    String id,
    String name,
    String regions,
    int textLimit,
    String textUnit,
    int buttons,
    int selectOptions,
    List<String> features,
    long windowSeconds,
    long idempotencySeconds,
    List<LimitJson> limits,
    String webhooks,
    String baseUrl,
    List<List<String>> credentialsNeeded,
    List<String> credentialsPossible) {

  /** What is known of a platform that a site's route alone renders for. */
  private static final Account NO_ACCOUNT = new Account("", List.of(), Set.of());

  static PlatformJson of(Platform platform) {
    Capabilities can = platform.capabilities();
    Profile profile =
        platform instanceof HttpPlatform http
            ? http.profile()
            : new Profile(platform.id(), "", "", NO_ACCOUNT);
    return new PlatformJson(
        platform.id(),
        profile.name(),
        profile.regions(),
        can.textLimit(),
        can.textUnit().word(),
        can.actions().buttons(),
        can.actions().selectOptions(),
        can.features().stream().sorted().map(Word::word).toList(),
        can.lifetimes().window().toSeconds(),
        can.lifetimes().idempotency().toSeconds(),
        LimitJson.of(can.traffic()),
        profile.webhooks(),
        profile.account().baseUrl(),
        profile.account().needed().stream().map(set -> set.stream().sorted().toList()).toList(),
        profile.account().possible().stream().sorted().toList());
  }
}
