package dev.caravan.wiring;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Camel, knowing the site's own classes before it looks for anything. */
final class SiteMain extends Main {
  private final ClassLoader classes;

  SiteMain(ClassLoader classes) {
    this.classes = classes;
  }

  @Override
  protected CamelContext createCamelContext() {
    CamelContext context = super.createCamelContext();
    context.setApplicationContextClassLoader(classes);
    return context;
  }
}
