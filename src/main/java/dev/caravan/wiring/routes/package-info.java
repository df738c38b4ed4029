/**
 * The route files: the hub's own, the site's that replace or join them, and how a change gets in
 * force under traffic. A file is tried in a scratch context before any running route is touched.
 */
@NullMarked
package dev.caravan.wiring.routes;

import org.jspecify.annotations.NullMarked;
