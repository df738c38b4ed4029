package dev.caravan.wiring.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which files changed since they were last taken. A file counts once it is the same at two
 * looks running, so none is taken half-written.
 */
public final class FileChanges {
  private Map<String, Stamp> before = new HashMap<>();
  private final Map<String, Stamp> taken = new HashMap<>();

  private record Stamp(long modified, long size) {}

  /** What a look found, by name. */
  public record Changes(List<String> changed, List<String> gone) {
    /** Whether nothing changed. */
    public boolean none() {
      return changed.isEmpty() && gone.isEmpty();
    }
  }

  /** Takes the files as they are. */
  public void take(Map<String, Path> files) {
    before = stamps(files);
    taken.putAll(before);
  }

  /** Looks at the files; what is answered counts as taken. */
  public Changes look(Map<String, Path> files) {
    Map<String, Stamp> now = stamps(files);
    List<String> changed = new ArrayList<>();
    now.forEach(
        (name, stamp) -> {
          if (stamp.equals(before.get(name)) && !stamp.equals(taken.get(name))) {
            changed.add(name);
            taken.put(name, stamp);
          }
        });
    List<String> gone =
        taken.keySet().stream()
            .filter(name -> !now.containsKey(name) && !before.containsKey(name))
            .toList();
    gone.forEach(taken::remove);
    before = now;
    return new Changes(changed, gone);
  }

  /** Looks at the file again although it has not changed, as after a swap that had to wait. */
  public void again(String name) {
    taken.put(name, new Stamp(-1, -1));
  }

  private static Map<String, Stamp> stamps(Map<String, Path> files) {
    Map<String, Stamp> stamps = new HashMap<>();
    files.forEach(
        (name, file) -> {
          try {
            BasicFileAttributes at = Files.readAttributes(file, BasicFileAttributes.class);
            stamps.put(name, new Stamp(at.lastModifiedTime().toMillis(), at.size()));
          } catch (IOException e) {
            // Gone since it was listed; the next look says so.
            stamps.remove(name);
          }
        });
    return stamps;
  }
}
