package dev.caravan.template;

import com.github.benmanes.caffeine.cache.Cache;
import dev.caravan.cache.Caches;
import dev.caravan.cache.Kept;

/** Compiles texts, each once as long as it is used. */
public final class Templates {
  private final Cache<String, Compilation> compiled;

  public Templates(Caches caches) {
    this.compiled = caches.make(Kept.COMPILED_TEMPLATES);
  }

  /** The text as a template, or what is wrong with it. */
  public Compilation compile(String text) {
    return compiled.get(text, Compiling::compile);
  }
}
