(function () {
	var doc = document, form = one(".request"), errors = one(".errors"), letter = one(".letter"), sent;
	var text = one(".letter__text"), done = one("[data-done]"), mail = one("[data-mail]");

	function one(css) { return doc.querySelector(css); }
	function map(css, act, of) { return [].map.call((of || doc).querySelectorAll(css), act); }
	function mailed(query) { if (mail) mail.href = mail.href.split("?")[0] + query; }
	function sound() {
		errors.hidden = true;
		map("[data-error]", function (box) {
			var field = box.querySelector("input,textarea");
			var bad = !field.validity.valid || field.required && !field.value.trim();
			box.querySelector(".error").textContent = bad ? box.dataset.error : "";
			field.setAttribute("aria-invalid", bad);
			one('[href="#' + field.id + '"]').parentNode.hidden = !bad;
			if (bad) errors.hidden = false;
		});
		errors.focus();
		return errors.hidden;
	}
	function write() {
		var subject = one("[data-subject]:checked").dataset.subject, body = "";
		map("[data-line]", function (box) {
			var said = map("[type=text],textarea,:checked", function (field) { return field.value.trim(); }, box);
			said = said.filter(Boolean).join(", ");
			if (said) body += box.dataset.line + ": " + said + "\n\n";
		});
		text.textContent = subject + "\n\n" + body;
		body = encodeURIComponent(body.replace(/\n/g, "\r\n"));
		mailed("?subject=" + encodeURIComponent(subject) + "&body=" + body);
		done.textContent = "";
		letter.hidden = false;
		letter.focus();
	}
	function hide() { letter.hidden = true; }

	form.noValidate = true;
	form.oninput = hide;
	form.onsubmit = function () {
		if (!sound()) return false;
		write();
		if (form.method != "post" || sent) return false;
		sent = setTimeout(function () { sent = 0; }, 1e4);
	};
	doc.onclick = function (event) {
		var act = event.target.getAttribute("data-do");
		if (act == "letter" && sound()) write();
		if (act == "print") print();
		if (act == "copy") {
			getSelection().selectAllChildren(text);
			doc.execCommand("copy");
			done.textContent = done.dataset.done;
		}
	};
	onpagehide = function () {
		form.reset();
		text.textContent = "";
		mailed("");
		hide();
	};
	onpageshow = function () {
		sent = 0;
		(one("[data-subject]:checked") || one(":target>[data-subject]") || {}).checked = true;
	};
})();
