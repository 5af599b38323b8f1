// What every signed-in page adds on top of HTML and htmx. Each page is complete without it.
import "./keys.js";
import "./palette.js";
import "./notices.js";
import "./sharing.js";
import "./picking.js";
import "./list.js";
import "./capture.js";
