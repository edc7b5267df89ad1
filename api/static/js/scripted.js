/* Says that scripts run here: to the styles by a class, to the server by a cookie of this browser session.
   A page that is asked for without that cookie renews itself instead of streaming. */
document.documentElement.classList.add("scripted");
document.cookie = "script=1; path=/; samesite=lax";
