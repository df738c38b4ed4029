package dev.caravan.schedule.phrase;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In a zone, by its name or its city. */
final class InZone implements Family {
  private static final int MOST_WORDS = 4;

  @Override
  public String title() {
    return "In a time zone";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every day at 9am in Europe/Berlin",
        "every weekday at 9am Berlin time",
        "tomorrow at 9 in New York",
        "every hour UTC");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    boolean in = at.take("in");
    if (in) {
      at.take("the");
    }
    if (at.takeAll("local", "time")) {
      return draft -> {};
    }
    if (at.is(Token.ZONE)) {
      String name = at.take().raw();
      time(at);
      return draft -> say(draft, name, Zones.named(name).orElseThrow(() -> Zones.unknown(name)));
    }
    if (at.is("abbreviation")) {
      String name = at.take().raw();
      time(at);
      return draft -> {
        throw Zones.abbreviation(name);
      };
    }
    int first = at.at();
    int most = 0;
    while (most < MOST_WORDS && first + most < at.size() && isName(at.token(first + most))) {
      most++;
    }
    for (int words = most; words > 0; words--) {
      at.goTo(first + words);
      String name = String.join(" ", at.since(first));
      Optional<ZoneId> zone = Zones.city(name);
      boolean told = time(at) || in;
      if (zone.isPresent() && (told || Zones.isUniversal(name))) {
        return draft -> say(draft, name, zone.get());
      }
    }
    at.goTo(first);
    return unknown(at, begin, in);
  }

  /** {@code time}, {@code timezone}, {@code time zone}. */
  private static boolean time(Cursor at) {
    return at.takeAll("time", "zone") || at.take("time");
  }

  private static boolean isName(Token token) {
    return token.raw().matches("[\\p{L}.'_-]+");
  }

  /** Behind "in", or before "time", a word of no table can only be meant as a city. */
  private static @Nullable Clause unknown(Cursor at, int begin, boolean in) {
    int first = at.at();
    while (at.here().isUnknown() && !at.ended()) {
      at.goTo(at.at() + 1);
    }
    if (at.at() == first) {
      return null;
    }
    String name = String.join(" ", at.since(first));
    boolean told = time(at) || (in && begin < first);
    return told
        ? draft -> {
          throw Zones.unknown(name);
        }
        : null;
  }

  private static void say(Draft draft, String raw, ZoneId zone) {
    draft.say(Draft.Part.ZONE, raw);
    draft.zone = zone;
  }
}
