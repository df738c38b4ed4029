package dev.caravan.architecture;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import dev.caravan.Caravan;
import java.util.Set;

/** The hub's own classes by where one of them came from, whatever other tests did to this JVM. */
public final class MainClasses implements LocationProvider {
  @Override
  public Set<Location> get(Class<?> testClass) {
    return Set.of(Location.of(Caravan.class.getProtectionDomain().getCodeSource().getLocation()));
  }
}
