package dev.caravan.template;

import com.github.benmanes.caffeine.cache.Cache;
import dev.caravan.cache.Caches;
import dev.caravan.cache.Kept;
import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import dev.caravan.message.Texts;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Signals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The templates that have names: the newest version of each is what its name means. It follows what
 * other nodes write within a second.
 */
public final class TemplateLibrary {
  /** Names that are looked through for the nearest to a misspelt one. */
  private static final int NEAR = 5_000;

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Cache<String, Optional<NamedTemplate>> newest;
  private long seen;

  public TemplateLibrary(Jdbi jdbi, InstantSource clock, Caches caches) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.newest = caches.make(Kept.NAMED_TEMPLATES);
  }

  /** What a put did. */
  public record Put(NamedTemplate template, boolean made) {}

  /** The newest version; empty where there is no such template, or no longer. */
  public Optional<NamedTemplate> find(String name) {
    return newest.get(name, n -> jdbi.withHandle(h -> TemplatesTable.newest(h, n)));
  }

  /** One version, of a deleted template too: what was said by it can be looked up. */
  public Optional<NamedTemplate> find(String name, int version) {
    return jdbi.withHandle(h -> TemplatesTable.version(h, name, version));
  }

  /** The next templates in the order of their names, the newest version of each. */
  public List<NamedTemplate> page(@Nullable String after, int limit) {
    return jdbi.withHandle(h -> TemplatesTable.page(h, after, limit));
  }

  /** The next versions, the newest first; of a deleted template too. */
  public List<NamedTemplate> versions(String name, int below, int limit) {
    return jdbi.withHandle(h -> TemplatesTable.versions(h, name, below, limit));
  }

  /** Writes the next version; a body that is the newest's already changes nothing. */
  public Put put(String name, NamedTemplate.Body body, String by) {
    Instant now = clock.instant();
    Put put =
        jdbi.inTransaction(
            h -> {
              long change = TemplatesTable.nextChange(h);
              Optional<NamedTemplate> old = TemplatesTable.newest(h, name);
              if (old.isPresent() && old.get().body().equals(body)) {
                return new Put(old.get(), false);
              }
              NamedTemplate next =
                  new NamedTemplate(
                      name,
                      TemplatesTable.lastVersion(h, name) + 1,
                      body,
                      new NamedTemplate.Life(now, by));
              TemplatesTable.write(h, next, change);
              AuditLog.write(
                  h,
                  now,
                  new Act(
                      subject(name),
                      old.isEmpty() ? "template.created" : "template.changed",
                      by,
                      null,
                      null,
                      Map.of("version", next.version())));
              Signals.send(h, Signals.TEMPLATES);
              return new Put(next, old.isEmpty());
            });
    refresh();
    return put;
  }

  /** Takes a name away; its versions stay, and count on where somebody writes it again. */
  public NamedTemplate delete(String name, String by) {
    Instant now = clock.instant();
    NamedTemplate gone =
        jdbi.inTransaction(
            h -> {
              long change = TemplatesTable.nextChange(h);
              NamedTemplate last =
                  TemplatesTable.newest(h, name)
                      .orElseThrow(
                          () ->
                              new Refused(Refused.Kind.NOT_FOUND, List.of(unknown("name", name))));
              TemplatesTable.delete(h, name, change, now);
              AuditLog.write(h, now, Act.of(subject(name), "template.deleted", by));
              Signals.send(h, Signals.TEMPLATES);
              return last;
            });
    refresh();
    return gone;
  }

  /** Takes over what was written anywhere; one small query where nothing was. */
  public synchronized void refresh() {
    jdbi.useHandle(
        h -> {
          long last = TemplatesTable.lastChange(h);
          if (last != seen) {
            newest.invalidateAll(TemplatesTable.changed(h, seen));
            seen = last;
          }
        });
  }

  /** A fault naming a template that is not there, with the nearest that is. */
  public Fault unknown(String field, String name) {
    return new Fault(
        field,
        "template_unknown",
        "There is no template '%s'.%s PUT /api/v1/templates/{name} makes one."
            .formatted(
                Texts.shown(name),
                Texts.nearest(name, jdbi.withHandle(h -> TemplatesTable.names(h, NEAR)))
                    .map(n -> " Did you mean '" + n + "'?")
                    .orElse("")));
  }

  private static String subject(String name) {
    return "template:" + name;
  }
}
